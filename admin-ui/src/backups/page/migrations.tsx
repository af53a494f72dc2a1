import { Box, Chip, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { MONOSPACE } from '../../theme/theme.js';
import type { Backup } from '../backup.js';
import { SectionCard } from '../../ui/section-card.js';

/** Which migrations the database had had when it was backed up, by framework and app, in their order. */
export function Migrations({ of: backup }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const words = (name: string, values?: Record<string, unknown>): string =>
    translate(`resources.backups.migrations.${name}`, values);
  const frameworks = backup.migrationState?.frameworks ?? [];
  if (frameworks.length === 0) {
    return <Typography sx={{ color: 'text.secondary' }}>{words('none')}</Typography>;
  }
  return (
    <Stack spacing={2}>
      {frameworks.flatMap(({ framework, table, apps }) =>
        apps.map(({ app, applied, failed }) => (
          <SectionCard key={`${framework} ${app}`} title={app === table ? framework : `${framework}: ${app}`}>
            <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
              {[
                words('applied', { smart_count: applied.length }),
                ...(failed.length === 0 ? [] : [words('failed', { smart_count: failed.length })]),
                words('table', { table }),
              ].join(' · ')}
            </Typography>
            <Box
              component="ol"
              sx={{ m: 0, pl: 4, maxHeight: 480, overflow: 'auto', fontFamily: MONOSPACE, fontSize: 13 }}
            >
              {applied.map((name) => (
                <Box component="li" key={name} sx={{ py: 0.25, overflowWrap: 'anywhere' }}>
                  {name}
                </Box>
              ))}
              {failed.map((name) => (
                <Box component="li" key={name} sx={{ py: 0.25, overflowWrap: 'anywhere' }}>
                  {name} <Chip color="error" variant="outlined" label={words('failed_one')} />
                </Box>
              ))}
            </Box>
          </SectionCard>
        )),
      )}
    </Stack>
  );
}
