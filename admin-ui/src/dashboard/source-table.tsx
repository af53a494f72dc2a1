import { Link as MuiLink, Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useTranslate } from 'react-admin';
import { LocalTable } from '../ui/local-table.js';
import { bytesInWords, percentInWords } from '../ui/measures.js';
import { ShownProof } from '../ui/proof.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { useRegion } from '../ui/use-region.js';
import { RehearseLink } from './rehearse-link.js';
import type { SourceRow } from './source-row.js';

const WORST_FIRST = ['red', 'yellow', 'green'];

/** How each source stands, the worst first. */
export function SourceTable({ rows }: { rows: readonly SourceRow[] }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const label = (field: string): string => translate(`resources.sources.fields.${field}`);
  return (
    <LocalTable<SourceRow>
      label={translate('resources.sources.name', { smart_count: 2 })}
      rows={rows}
      sort={{ name: 'health', isDescending: false }}
      columns={[
        {
          name: 'name',
          label: label('name'),
          value: ({ name }) => name,
          show: ({ id, name }) => (
            <MuiLink component={Link} to={`/sources/${id}/show`}>
              {name}
            </MuiLink>
          ),
        },
        {
          name: 'health',
          label: label('health'),
          value: ({ status, score }) => WORST_FIRST.indexOf(status) * 1_000 + score,
          show: ({ status }) => <Status of={status} />,
        },
        {
          name: 'lastBackupAt',
          label: label('lastBackupAt'),
          value: ({ lastBackupAt }) => lastBackupAt ?? '',
          show: ({ lastBackupAt }) => <Time at={lastBackupAt} />,
        },
        {
          name: 'lastProvenAt',
          label: label('lastProvenAt'),
          value: ({ lastProvenAt }) => lastProvenAt ?? '',
          show: (row) => (
            <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
              <Time at={row.lastProvenAt} />
              {row.lastProof === null ? null : <ShownProof of={row.lastProof} />}
              <RehearseLink of={row} />
            </Stack>
          ),
        },
        {
          name: 'nextBackupAt',
          label: label('nextBackupAt'),
          value: ({ nextBackupAt }) => nextBackupAt ?? '~',
          show: ({ nextBackupAt }) => <Time at={nextBackupAt} absent="resources.sources.not_scheduled" />,
        },
        {
          name: 'successRate',
          label: label('successRate'),
          isNumber: true,
          value: ({ statistics }) => statistics?.last30Days.successRate ?? -1,
          show: ({ statistics }) => {
            const rate = statistics?.last30Days.successRate ?? null;
            return rate === null ? '–' : percentInWords(rate, locale);
          },
        },
        {
          name: 'storedBytes',
          label: label('storedBytes'),
          isNumber: true,
          value: ({ statistics }) => statistics?.storedBytes ?? -1,
          show: ({ statistics }) => (statistics === undefined ? '' : bytesInWords(statistics.storedBytes, locale)),
        },
      ]}
      empty=""
    />
  );
}
