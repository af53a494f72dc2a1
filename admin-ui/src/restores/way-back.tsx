import BackIcon from '@mui/icons-material/Undo';
import { Box, Button, Card, MenuItem, TextField, Typography } from '@mui/material';
import { type ReactNode, useId, useState } from 'react';
import { useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { useMay } from '../data/may.js';
import { AskDialog } from '../ui/ask-dialog.js';
import { Countdown, useRemaining } from '../ui/countdown.js';
import { Time } from '../ui/time.js';
import { TypedConfirmation } from '../ui/typed-confirmation.js';
import { useAct } from '../ui/use-act.js';

const HOUR_MS = 3_600_000;
const LONGER_HOURS = [24, 72, 168];

interface WayBackProps {
  id: string;
  keptDatabase: string;
  rollbackUntil: string;
}

/** The database that was replaced is still there: how long, and how to have it back. */
export function WayBack({ id, keptDatabase, rollbackUntil }: WayBackProps): ReactNode {
  const translate = useTranslate();
  const title = useId();
  const isOver = useRemaining(rollbackUntil) === 0;
  const mayRollBack = useMay('restores:create');
  const mayManage = useMay('backups:manage');
  return (
    <Card component="section" aria-labelledby={title} sx={{ p: 2 }}>
      <Typography id={title} variant="h3" component="h2" sx={{ mb: 1 }}>
        {translate('resources.restores.way_back.title')}
      </Typography>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        {translate('resources.restores.way_back.kept', { database: keptDatabase })}
      </Typography>
      <Typography sx={{ my: 1.5 }} component="div">
        {isOver ? (
          translate('resources.restores.way_back.over')
        ) : (
          <>
            <Box component="span" sx={{ fontSize: '1.35rem', fontWeight: 650 }}>
              <Countdown until={rollbackUntil} />
            </Box>{' '}
            {translate('resources.restores.way_back.left')} (<Time at={rollbackUntil} />)
          </>
        )}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {mayRollBack && !isOver ? <RollBack id={id} /> : null}
        {mayManage && !isOver ? <KeepLonger id={id} rollbackUntil={rollbackUntil} /> : null}
        {mayManage ? <Release id={id} keptDatabase={keptDatabase} /> : null}
      </Box>
    </Card>
  );
}

function RollBack({ id }: { id: string }): ReactNode {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => {
    setIsOpen(false);
  };
  const rollBack = useAct('restores', 'resources.restores.way_back.rolling', () =>
    api.POST('/api/v1/restores/{id}/rollback', { params: { path: { id } } }).then(close),
  );
  return (
    <>
      <Button
        variant="contained"
        startIcon={<BackIcon />}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        {translate('resources.restores.way_back.roll_back')}
      </Button>
      <AskDialog
        isOpen={isOpen}
        onClose={close}
        title={translate('resources.restores.way_back.roll_back_title')}
        text={translate('resources.restores.way_back.roll_back_text')}
        act={translate('resources.restores.way_back.roll_back')}
        mutation={rollBack}
        onAct={() => {
          rollBack.mutate();
        }}
      />
    </>
  );
}

function KeepLonger({ id, rollbackUntil }: { id: string; rollbackUntil: string }): ReactNode {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const [hours, setHours] = useState(24);
  const until = new Date(new Date(rollbackUntil).getTime() + hours * HOUR_MS).toISOString();
  const close = (): void => {
    setIsOpen(false);
  };
  const keep = useAct('restores', 'resources.restores.way_back.kept_longer', () =>
    api.PATCH('/api/v1/restores/{id}', { params: { path: { id } }, body: { rollbackUntil: until } }).then(close),
  );
  return (
    <>
      <Button
        onClick={() => {
          setIsOpen(true);
        }}
      >
        {translate('resources.restores.way_back.keep_longer')}
      </Button>
      <AskDialog
        isOpen={isOpen}
        onClose={close}
        title={translate('resources.restores.way_back.keep_longer_title')}
        text={translate('resources.restores.way_back.keep_longer_text')}
        act={translate('resources.restores.way_back.keep_longer')}
        mutation={keep}
        onAct={() => {
          keep.mutate();
        }}
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
      </AskDialog>
    </>
  );
}

function Release({ id, keptDatabase }: { id: string; keptDatabase: string }): ReactNode {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const release = useAct('restores', 'resources.restores.way_back.releasing', () =>
    api.POST('/api/v1/restores/{id}/release', { params: { path: { id } } }),
  );
  return (
    <>
      <Button
        color="error"
        onClick={() => {
          setIsOpen(true);
        }}
      >
        {translate('resources.restores.way_back.release')}
      </Button>
      <TypedConfirmation
        isOpen={isOpen}
        onClose={() => {
          setIsOpen(false);
        }}
        title={translate('resources.restores.way_back.release_title')}
        word={keptDatabase}
        act={translate('resources.restores.way_back.release')}
        onConfirm={async () => {
          await release.mutateAsync();
          setIsOpen(false);
        }}
      >
        {translate('resources.restores.way_back.release_text')}
      </TypedConfirmation>
    </>
  );
}
