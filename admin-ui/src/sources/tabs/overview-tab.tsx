import { Alert, Box, Card, CardContent, Link as MuiLink, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useGetList, useTranslate } from 'react-admin';
import type { components } from '../../api/schema.js';
import type { SourceHealth } from '../../data/backup-health.js';
import { healthReason } from '../../ui/health-reason.js';
import { bytesInWords } from '../../ui/measures.js';
import { Proof } from '../../ui/proof.js';
import { Status } from '../../ui/status.js';
import { Time } from '../../ui/time.js';
import { useRegion } from '../../ui/use-region.js';
import { useSourceFacts } from '../source-facts.js';
import type { Source } from '../source.js';

type Backup = components['schemas']['BackupResponse'];

const NEWEST = { page: 1, perPage: 5 };
const SEVERITY = { green: 'info', yellow: 'warning', red: 'error' } as const;

/** Is it well, and why not; its newest backups. */
export function OverviewTab({ source }: { source: Source }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { health, statistics } = useSourceFacts(source.id);
  const { data: backups = [], isPending } = useGetList<Backup>('backups', {
    filter: { sourceId: source.id },
    pagination: NEWEST,
    sort: { field: 'createdAt', order: 'DESC' },
  });
  return (
    <Stack spacing={2}>
      {health === undefined ? null : <Reasons health={health} />}
      <Box
        sx={{
          display: 'grid',
          gap: { xs: 1, sm: 2 },
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(auto-fit, minmax(180px, 1fr))' },
        }}
      >
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
          {statistics === undefined ? '–' : bytesInWords(statistics.storedBytes, locale)}
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
            <Box component="ul" sx={LINES}>
              {backups.map((backup) => (
                <BackupLine key={backup.id} backup={backup} />
              ))}
            </Box>
          )}
        </CardContent>
      </Card>
    </Stack>
  );
}

function Reasons({ health }: { health: SourceHealth }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  if (health.reasons.length === 0) {
    return (
      <Alert severity="success" variant="outlined">
        {translate('resources.sources.nothing_wrong')}
      </Alert>
    );
  }
  return (
    <Stack spacing={1}>
      {health.reasons.map((reason) => (
        <Alert key={reason.code} severity={SEVERITY[reason.light]} variant="outlined">
          {healthReason(reason, translate, locale)}
        </Alert>
      ))}
    </Stack>
  );
}

/** Name and value: on a phone on one line. */
function Figure({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <Card
      sx={{
        px: 2,
        py: { xs: 1, sm: 2 },
        display: { xs: 'flex', sm: 'block' },
        flexWrap: 'wrap',
        justifyContent: 'space-between',
        alignItems: 'baseline',
        columnGap: 1,
      }}
    >
      <Typography variant="body2" color="textSecondary">
        {label}
      </Typography>
      <Typography sx={{ fontSize: { xs: '1rem', sm: '1.15rem' }, fontWeight: 650 }}>{children}</Typography>
    </Card>
  );
}

/** Columns over all lines, where there is room for them. */
const LINES = {
  listStyle: 'none',
  p: 0,
  m: 0,
  display: { xs: 'block', md: 'grid' },
  gridTemplateColumns: 'minmax(200px, 1fr) repeat(4, max-content)',
  columnGap: 3,
} as const;

const LINE = {
  display: { xs: 'flex', md: 'grid' },
  gridColumn: '1 / -1',
  gridTemplateColumns: 'subgrid',
  flexWrap: 'wrap',
  columnGap: 1.5,
  alignItems: 'center',
  py: 1,
  '& + &': { borderTop: 1, borderColor: 'divider' },
} as const;

function BackupLine({ backup }: { backup: Backup }): ReactNode {
  const locale = useRegion();
  const { id, name, status, createdAt, storedBytes } = backup;
  return (
    <Box component="li" sx={LINE}>
      <MuiLink component={Link} to={`/backups/${id}/show`} sx={{ flex: '1 1 200px', overflowWrap: 'anywhere' }}>
        {name}
      </MuiLink>
      <div>
        <Status of={status} />
      </div>
      <Proof of={backup} />
      <Time at={createdAt} />
      <Box sx={{ textAlign: 'right' }}>{storedBytes === null ? '' : bytesInWords(storedBytes, locale)}</Box>
    </Box>
  );
}
