import { Box, Button, Card, MenuItem, TextField } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useGetList, useNotify, useRedirect, useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import { api, dataOf } from '../data/api.js';
import { BackToList } from '../ui/back-to-list.js';
import { BusyButton } from '../ui/busy-button.js';
import { bytesInWords } from '../ui/measures.js';
import { PageHeading } from '../ui/page-heading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { exactly } from '../ui/time.js';
import { useRegion } from '../ui/use-region.js';

/** As many as a list gives at once. */
const MOST = 200;

interface Source {
  id: string;
  name: string;
  tenantId: string;
}

interface Backup {
  id: string;
  name: string;
  createdAt: string;
  storedBytes: number | null;
}

/** Rehearses a restore: of which source, of which backup, on whose server. The choices stand in the address. */
export default function DrillCreate(): ReactNode {
  const translate = useTranslate();
  const redirect = useRedirect();
  const notify = useNotify();
  const [address, setAddress] = useSearchParams();
  const { data: sources = [] } = useGetList<Source>('sources', {
    pagination: { page: 1, perPage: MOST },
    sort: { field: 'name', order: 'ASC' },
  });
  const source =
    sources.find(({ id }) => id === address.get('source')) ?? (sources.length === 1 ? sources[0] : undefined);
  const { data: backups = [] } = useGetList<Backup>(
    'backups',
    {
      pagination: { page: 1, perPage: MOST },
      sort: { field: 'createdAt', order: 'DESC' },
      filter: { status: 'completed', sourceId: source?.id },
    },
    { enabled: source !== undefined },
  );
  const backupId = backups.find(({ id }) => id === address.get('backup'))?.id ?? '';
  const targets = sources.filter(({ tenantId }) => tenantId === source?.tenantId);
  const targetId = targets.find(({ id }) => id === address.get('target'))?.id ?? '';
  const choose = (name: string, value: string): void => {
    const changed = new URLSearchParams(address);
    if (value === '') changed.delete(name);
    else changed.set(name, value);
    if (name === 'source') changed.delete('backup');
    setAddress(changed, { replace: true });
  };

  const run = useMutation({
    mutationFn: (sourceId: string) =>
      dataOf(
        api.POST('/api/v1/drills', {
          body: {
            sourceId,
            ...(backupId === '' ? {} : { backupId }),
            ...(targetId === '' ? {} : { target: { sourceId: targetId } }),
          },
        }),
      ),
    onSuccess: ({ drill }) => {
      notify('resources.drills.started', { type: 'success' });
      redirect('show', 'drills', drill.id);
    },
  });

  return (
    <Box
      component="form"
      sx={{ py: 2, maxWidth: 720 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (source !== undefined) run.mutate(source.id);
      }}
    >
      <BackToList />
      <PageHeading title={translate('resources.drills.run_one')} subtitle={translate('resources.drills.what')} />
      <Card sx={{ p: 2, display: 'grid', gap: 2 }}>
        <Choice
          label="resources.drills.fields.sourceId"
          value={source?.id ?? ''}
          options={sources.map(({ id, name }) => [id, name])}
          onChoose={(value) => {
            choose('source', value);
          }}
        />
        <Choice
          label="resources.drills.fields.backupId"
          value={backupId}
          empty="resources.drills.newest"
          options={backups.map((backup) => [backup.id, <BackupName key={backup.id} backup={backup} />])}
          onChoose={(value) => {
            choose('backup', value);
          }}
        />
        <Choice
          label="resources.drills.fields.target"
          value={targetId}
          empty="resources.drills.own_server"
          options={targets.filter(({ id }) => id !== source?.id).map(({ id, name }) => [id, name])}
          onChoose={(value) => {
            choose('target', value);
          }}
        />
        <ProblemAlert error={run.error} />
      </Card>
      <Box sx={{ display: 'flex', gap: 1, mt: 2 }}>
        <BusyButton type="submit" variant="contained" disabled={source === undefined} isBusy={run.isPending}>
          {translate('resources.drills.run')}
        </BusyButton>
        <Button component={Link} to="/drills">
          {translate('ra.action.cancel')}
        </Button>
      </Box>
    </Box>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: [string, ReactNode][];
  /** What it means that nothing is chosen; absent: something must be. */
  empty?: string;
  onChoose: (value: string) => void;
}

function Choice({ label, value, options, empty, onChoose }: ChoiceProps): ReactNode {
  const translate = useTranslate();
  const none = empty === undefined ? null : translate(empty);
  return (
    <TextField
      select
      label={translate(label)}
      value={value}
      required={none === null}
      slotProps={none === null ? {} : { inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      onChange={({ target }) => {
        onChoose(target.value);
      }}
    >
      {none === null ? null : <MenuItem value="">{none}</MenuItem>}
      {options.map(([id, name]) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}

function BackupName({ backup: { name, createdAt, storedBytes } }: { backup: Backup }): ReactNode {
  const locale = useRegion();
  const size = storedBytes === null ? '' : ` · ${bytesInWords(storedBytes, locale)}`;
  return `${name} · ${exactly(new Date(createdAt), locale)}${size}`;
}
