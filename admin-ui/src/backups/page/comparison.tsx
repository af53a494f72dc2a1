import { Autocomplete, Box, Skeleton, Stack, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import { api, dataOf } from '../../data/api.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { momentFormat } from '../../ui/formats.js';
import type { Backup } from '../backup.js';
import { Differences } from './differences.js';
import { useRegion } from '../../ui/use-region.js';

/** What changed between this backup and another of its source: from the older to the newer. The other stands in the address. */
export function Comparison({ of: backup }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const [parameters, setParameters] = useSearchParams();
  const { data: all } = useGetList<Backup>('backups', {
    pagination: { page: 1, perPage: 200 },
    sort: { field: 'createdAt', order: 'DESC' },
    filter: { sourceId: backup.sourceId, status: ['completed', 'corrupted'] },
  });
  const words = (name: string): string => translate(`resources.backups.compare.${name}`);
  const briefly = (at: string): string => momentFormat('brief', locale).format(new Date(at));
  if (all === undefined) return <Skeleton variant="rounded" height={240} />;
  const others = all.filter(({ id }) => id !== backup.id);
  const other = others.find(({ id }) => id === parameters.get('with')) ?? usualOther(backup, others);
  if (other === undefined) {
    return <Typography sx={{ color: 'text.secondary' }}>{words('no_other')}</Typography>;
  }
  const [older, newer] = [backup, other].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)) as [Backup, Backup];
  return (
    <Stack spacing={2}>
      <Autocomplete
        options={others}
        value={other}
        disableClearable
        getOptionLabel={({ number, name, createdAt }) => `#${number} ${name} (${briefly(createdAt)})`}
        getOptionKey={({ id }) => id}
        isOptionEqualToValue={(option, { id }) => option.id === id}
        sx={{ maxWidth: 560 }}
        onChange={(_event, { id }) => {
          setParameters({ tab: 'compare', with: id }, { replace: true });
        }}
        renderInput={(props) => <TextField {...props} label={words('with')} />}
      />
      <Box>
        {words('from')} <b>#{older.number}</b> ({briefly(older.createdAt)}) {words('to')} <b>#{newer.number}</b> (
        {briefly(newer.createdAt)}):
      </Box>
      <Compared from={older.id} to={newer.id} />
    </Stack>
  );
}

/** The one before it; of the oldest, the one after it. */
function usualOther({ createdAt }: Backup, others: Backup[]): Backup | undefined {
  return others.find((other) => other.createdAt < createdAt) ?? others.at(-1);
}

function Compared({ from, to }: { from: string; to: string }): ReactNode {
  const { data, error, refetch } = useQuery({
    queryKey: ['backups', 'compare', from, to],
    queryFn: () =>
      dataOf(api.GET('/api/v1/backups/{id}/compare/{otherId}', { params: { path: { id: from, otherId: to } } })),
    staleTime: Infinity,
  });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton variant="rounded" height={240} />;
  return <Differences of={data} />;
}
