import { Box, Card, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../../api/schema.js';
import { api, dataOf } from '../../data/api.js';
import { LocalTable } from '../../ui/local-table.js';
import { bytesInWords } from '../../ui/measures.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import type { Source } from '../source.js';
import { useRegion } from '../../ui/use-region.js';

type Schema = components['schemas']['SchemaResponse'];

interface Table {
  id: string;
  schema: string;
  name: string;
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
  return (
    <Stack spacing={2}>
      {data === undefined ? null : (
        <Typography color="textSecondary">
          {translate('resources.sources.schema.summary', {
            size: bytesInWords(data.databaseSize, locale),
            smart_count: tables.length,
          })}
          {data.extensions.length === 0
            ? null
            : ` · ${translate('resources.sources.schema.extensions')}: ${data.extensions
                .map(({ name, version }) => `${name} ${version}`)
                .join(', ')}`}
        </Typography>
      )}
      <Card>
        <LocalTable<Table>
          label={translate('resources.sources.tab.schema')}
          rows={tables}
          isPending={isPending}
          searchLabel={translate('resources.sources.schema.search')}
          searchIn={({ schema, name }) => `${schema}.${name}`}
          columns={[
            { name: 'schema', label: translate('resources.sources.schema.schema'), value: ({ schema }) => schema },
            { name: 'name', label: translate('resources.sources.schema.table'), value: ({ name }) => name },
            {
              name: 'rows',
              label: translate('resources.sources.schema.rows'),
              value: ({ rows }) => rows ?? -1,
              isNumber: true,
              show: ({ rows }) =>
                rows === null ? translate('resources.sources.schema.unknown') : `≈ ${rows.toLocaleString(locale)}`,
            },
            {
              name: 'bytes',
              label: translate('resources.sources.fields.storedBytes'),
              value: ({ bytes }) => bytes,
              isNumber: true,
              show: ({ bytes }) => <Share bytes={bytes} most={Math.max(1, ...tables.map((table) => table.bytes))} />,
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
    tables.map(({ name, bytes, estimatedRows }) => ({
      id: JSON.stringify([schema, name]),
      schema,
      name,
      bytes,
      rows: estimatedRows,
    })),
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
