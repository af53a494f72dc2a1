import { Alert, Box, Card, CardContent, Link as MuiLink, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useGetList, useTranslate } from 'react-admin';
import type { components } from '../../api/schema.js';
import type { SourceHealth } from '../../data/backup-health.js';
import { bytesInWords } from '../../ui/measures.js';
import { Proof } from '../../ui/proof.js';
import { Status } from '../../ui/status.js';
import { Time } from '../../ui/time.js';
import { useSourceFacts } from '../source-facts.js';
import type { Source } from '../source.js';

type Backup = components['schemas']['BackupResponse'];

const NEWEST = { page: 1, perPage: 5 };
const SEVERITY = { green: 'info', yellow: 'warning', red: 'error' } as const;

/** Is it well, and why not; its newest backups. */
export function OverviewTab({ source }: { source: Source }): ReactNode {
  const translate = useTranslate();
  const { health, statistics } = useSourceFacts(source.id);
  const { data: backups = [], isPending } = useGetList<Backup>('backups', {
    filter: { sourceId: source.id },
    pagination: NEWEST,
    sort: { field: 'createdAt', order: 'DESC' },
  });
  return (
    <Stack spacing={2}>
      {health === undefined ? null : <Reasons health={health} />}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))' }}>
        <Figure label={translate('resources.sources.fields.lastBackupAt')}>
          <Time at={health?.lastBackupAt} />
        </Figure>
        <Figure label={translate('resources.sources.fields.lastProvenAt')}>
          <Time at={health?.lastProvenAt} />
        </Figure>
        <Figure label={translate('resources.sources.fields.nextBackupAt')}>
          <Time at={health?.nextBackupAt} absent="resources.sources.not_scheduled" />
        </Figure>
        <Figure label={translate('resources.sources.backups')}>{statistics?.backups ?? '–'}</Figure>
        <Figure label={translate('resources.sources.fields.storedBytes')}>
          {statistics === undefined ? '–' : bytesInWords(statistics.storedBytes)}
        </Figure>
      </Box>
      <Card component="section">
        <CardContent>
          <Typography component="h2" variant="h3" sx={{ mb: 1 }}>
            {translate('resources.sources.newest')}
          </Typography>
          {backups.length === 0 && !isPending ? (
            <Typography color="textSecondary">{translate('resources.sources.no_backups')}</Typography>
          ) : (
            <Stack component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
              {backups.map((backup) => (
                <BackupLine key={backup.id} backup={backup} />
              ))}
            </Stack>
          )}
        </CardContent>
      </Card>
    </Stack>
  );
}

function Reasons({ health }: { health: SourceHealth }): ReactNode {
  const translate = useTranslate();
  if (health.reasons.length === 0) {
    return (
      <Alert severity="success" variant="outlined">
        {translate('resources.sources.nothing_wrong')}
      </Alert>
    );
  }
  return (
    <Stack spacing={1}>
      {health.reasons.map(({ code, light, message }) => (
        <Alert key={code} severity={SEVERITY[light]} variant="outlined">
          {message}
        </Alert>
      ))}
    </Stack>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <Card sx={{ p: 2 }}>
      <Typography variant="body2" color="textSecondary">
        {label}
      </Typography>
      <Typography sx={{ fontSize: '1.15rem', fontWeight: 650 }}>{children}</Typography>
    </Card>
  );
}

function BackupLine({ backup }: { backup: Backup }): ReactNode {
  const { id, name, status, proof, createdAt, storedBytes } = backup;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1.5,
        alignItems: 'center',
        py: 1,
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <MuiLink component={Link} to={`/backups/${id}/show`} sx={{ flex: '1 1 200px', overflowWrap: 'anywhere' }}>
        {name}
      </MuiLink>
      <Status of={status} />
      <Proof of={proof} />
      <Box sx={{ width: 110 }}>
        <Time at={createdAt} />
      </Box>
      <Box sx={{ width: 70, textAlign: 'right' }}>{storedBytes === null ? '' : bytesInWords(storedBytes)}</Box>
    </Box>
  );
}
