import { MenuItem, TextField } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { AskedAct } from '../ui/asked-act.js';
import { Time } from '../ui/time.js';
import { TypedAct } from '../ui/typed-act.js';
import { useAct } from '../ui/use-act.js';

const HOUR_MS = 3_600_000;
const LONGER_HOURS = [24, 72, 168];

/** What is kept: the database from before the restore, or after a rollback what the restore had brought. */
export type KeptRole = 'before' | 'after';

interface KeptProps {
  id: string;
  keptDatabase: string;
  rollbackUntil: string;
  role: KeptRole;
}

/** Moves the end of the time for which it is kept. */
export function KeepLonger({ id, rollbackUntil, role }: Omit<KeptProps, 'keptDatabase'>): ReactNode {
  const translate = useTranslate();
  const [hours, setHours] = useState(24);
  const until = new Date(new Date(rollbackUntil).getTime() + hours * HOUR_MS).toISOString();
  return (
    <AskedAct
      label={translate('resources.restores.way_back.keep_longer')}
      title={translate(`resources.restores.way_back.keep_longer_title.${role}`)}
      text={translate('resources.restores.way_back.keep_longer_text')}
      resource="restores"
      done="resources.restores.way_back.kept_longer"
      act={() => api.PATCH('/api/v1/restores/{id}', { params: { path: { id } }, body: { rollbackUntil: until } })}
    >
      <TextField
        select
        label={translate('resources.restores.way_back.longer')}
        value={hours}
        helperText={<Time at={until} />}
        onChange={({ target }) => {
          setHours(Number(target.value));
        }}
      >
        {LONGER_HOURS.map((each) => (
          <MenuItem key={each} value={each}>
            {translate('resources.restores.way_back.days', { smart_count: each / 24 })}
          </MenuItem>
        ))}
      </TextField>
    </AskedAct>
  );
}

/** Ends that time now. */
export function Release({ id, keptDatabase, role }: Omit<KeptProps, 'rollbackUntil'>): ReactNode {
  const translate = useTranslate();
  const release = useAct('restores', 'resources.restores.way_back.releasing', () =>
    api.POST('/api/v1/restores/{id}/release', { params: { path: { id } } }),
  );
  return (
    <TypedAct
      label={translate('resources.restores.way_back.release')}
      title={translate('resources.restores.way_back.release_title')}
      word={keptDatabase}
      onConfirm={async () => {
        await release.mutateAsync();
      }}
    >
      {translate(`resources.restores.way_back.release_text.${role}`)}
    </TypedAct>
  );
}
