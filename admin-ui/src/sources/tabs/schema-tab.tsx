import { Box, Card, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../../api/schema.js';
import { api, dataOf } from '../../data/api.js';
import { LocalTable } from '../../ui/local-table.js';
import { bytesInWords, countWritten } from '../../ui/measures.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import type { Source } from '../source.js';
import { useRegion } from '../../ui/use-region.js';

type Schema = components['schemas']['SchemaResponse'];
type Kind = components['schemas']['TableSizeResponse']['kind'];

interface Table {
  id: string;
  /** With that of its schema. */
  name: string;
  kind: Kind;
  bytes: number;
  rows: number | null;
}

/** The tables of the database as it is now. */
export function SchemaTab({ source }: { source: Source }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['sources', 'schema', source.id],
    queryFn: () => dataOf(api.GET('/api/v1/sources/{id}/schema', { params: { path: { id: source.id } } })),
  });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  const tables = data === undefined ? [] : tablesOf(data);
  const most = Math.max(1, ...tables.map(({ bytes }) => bytes));
  return (
    <Stack spacing={2}>
      {data === undefined ? null : (
        <Typography color="textSecondary">
          {/* As a backup counts them: what has rows of its own. */}
          {translate('resources.sources.schema.summary', {
            smart_count: tables.filter(({ kind }) => kind === 'table').length,
          })}
          {` · ${translate('resources.sources.schema.size', { size: bytesInWords(data.databaseSize, locale) })}`}
          {data.extensions.length === 0
            ? null
            : ` · ${translate('resources.sources.schema.extensions', {
                names: data.extensions.map(({ name, version }) => `${name} ${version}`).join(', '),
              })}`}
        </Typography>
      )}
      <Card>
        <LocalTable<Table>
          label={translate('resources.sources.tab.schema')}
          rows={tables}
          isPending={isPending}
          searchLabel={translate('resources.sources.schema.search')}
          searchIn={({ name }) => name}
          columns={[
            {
              name: 'name',
              label: translate('resources.sources.schema.table'),
              value: ({ name }) => name,
              show: ({ name, kind }) => <Name of={name} kind={kind} />,
            },
            {
              name: 'rows',
              label: translate('resources.sources.schema.rows'),
              value: ({ kind, rows }) => (kind === 'partitioned' ? -1 : (rows ?? -1)),
              isNumber: true,
              show: ({ kind, rows }) => {
                if (kind === 'partitioned') return '–'; // they are those of its partitions
                return rows === null
                  ? translate('resources.sources.schema.unknown')
                  : `≈ ${countWritten(rows, locale)}`;
              },
            },
            {
              name: 'bytes',
              label: translate('resources.sources.fields.storedBytes'),
              value: ({ bytes }) => bytes,
              isNumber: true,
              show: ({ kind, bytes }) => (kind === 'partitioned' ? '–' : <Share bytes={bytes} most={most} />),
            },
          ]}
          sort={{ name: 'bytes', isDescending: true }}
          empty={translate('resources.sources.schema.empty')}
        />
      </Card>
    </Stack>
  );
}

function tablesOf(data: Schema): Table[] {
  return data.schemas.flatMap(({ name: schema, tables }) =>
    tables.map(({ name, kind, bytes, estimatedRows }) => ({
      id: JSON.stringify([schema, name]),
      name: `${schema}.${name}`,
      kind,
      bytes,
      rows: estimatedRows,
    })),
  );
}

/** With what it is, where it is no plain table. */
function Name({ of, kind }: { of: string; kind: Kind }): ReactNode {
  const translate = useTranslate();
  return (
    <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
      {of}
      {kind === 'table' ? null : (
        <Typography component="span" variant="body2" color="textSecondary">
          {` (${translate(`resources.sources.schema.kind.${kind}`)})`}
        </Typography>
      )}
    </Box>
  );
}

/** A size, and a bar that says how it compares with the largest. */
function Share({ bytes, most }: { bytes: number; most: number }): ReactNode {
  const locale = useRegion();
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'flex-end', gap: 1 }}>
      <span>{bytesInWords(bytes, locale)}</span>
      <Box
        sx={{ width: 80, height: 6, borderRadius: 3, bgcolor: 'action.hover', display: { xs: 'none', sm: 'block' } }}
      >
        <Box
          sx={{ height: 6, borderRadius: 3, bgcolor: 'primary.main' }}
          style={{ width: `${(bytes / most) * 100}%` }}
        />
      </Box>
    </Box>
  );
}
