import { Alert, Box, Button, Card, MenuItem, TextField, Typography } from '@mui/material';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { Owners } from './owners.js';
import { StepButtons } from './step-buttons.js';
import type { StepProps } from './step-props.js';
import { StrategyChoice } from './strategy-choice.js';
import { type OwnersAsTyped, useOwners, wishOf } from './use-owners.js';
import { usePlan, probeOf } from './use-plan.js';

/** As many as a list gives at once. */
const MOST_SOURCES = 200;

interface Source {
  id: string;
  name: string;
  tenantId: string;
  database: { host: string; port: number; database: string };
}

/** Where it is restored, how, and whose the objects will be. */
export function TargetStep({ backup, wish, change }: StepProps): ReactNode {
  const translate = useTranslate();
  const [database, setDatabase] = useState(wish.database);
  const [owners, setOwners] = useOwners(wish);
  const probe = usePlan(backup.id, probeOf(wish));
  const isNew = wish.strategy === 'new_database';

  const goOn = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    // Enter leaves no field: what is typed is taken from here.
    change({ step: 'plan', database: database.trim(), ...wishOf(owners) });
  };
  const settleOwners = (typed: OwnersAsTyped): void => {
    setOwners(typed);
    change(wishOf(typed));
  };

  return (
    <Box component="form" onSubmit={goOn} sx={{ maxWidth: 860 }}>
      <Typography variant="h2" sx={{ mb: 2 }}>
        {translate('bs.wizard.target.title')}
      </Typography>
      <Card sx={{ p: 2, display: 'grid', gap: 3 }}>
        <TargetSource backup={backup} wish={wish} change={change} />
        <StrategyChoice
          chosen={wish.strategy}
          probe={probe}
          onChoose={(strategy) => {
            change({ strategy });
          }}
        />
        {isNew ? (
          <TextField
            label={translate('bs.wizard.target.database')}
            helperText={translate('bs.wizard.target.database_help')}
            value={database}
            required
            slotProps={{ htmlInput: { maxLength: 63, spellCheck: false, autoCapitalize: 'none' } }}
            onChange={(event) => {
              setDatabase(event.target.value);
            }}
            onBlur={() => {
              change({ database: database.trim() });
            }}
          />
        ) : null}
        <Owners typed={owners} onType={setOwners} onSettle={settleOwners} />
      </Card>
      <StepButtons>
        <Button type="submit" variant="contained" size="large">
          {translate('bs.wizard.target.go_on')}
        </Button>
      </StepButtons>
    </Box>
  );
}

function TargetSource({ backup, wish, change }: Pick<StepProps, 'backup' | 'wish' | 'change'>): ReactNode {
  const translate = useTranslate();
  const { data: sources = [] } = useGetList<Source>('sources', {
    pagination: { page: 1, perPage: MOST_SOURCES },
    sort: { field: 'name', order: 'ASC' },
  });
  const targets = sources.filter(({ tenantId }) => tenantId === backup.tenantId);
  const chosen = wish.sourceId ?? backup.sourceId;
  const isForeign = chosen !== backup.sourceId;
  const value = targets.some(({ id }) => id === chosen) ? chosen : '';
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <TextField
        select
        label={translate('bs.wizard.target.source')}
        value={value}
        onChange={(event) => {
          change({ sourceId: event.target.value === backup.sourceId ? null : event.target.value });
        }}
      >
        {targets.map(({ id, name, database }) => (
          <MenuItem key={id} value={id}>
            {translate(id === backup.sourceId ? 'bs.wizard.target.own_source' : 'bs.wizard.target.other_source', {
              name,
              at: `${database.database} · ${database.host}:${database.port}`,
            })}
          </MenuItem>
        ))}
      </TextField>
      {isForeign && wish.strategy !== 'new_database' ? (
        <Alert severity="warning">{translate('bs.wizard.target.foreign')}</Alert>
      ) : null}
    </Box>
  );
}
