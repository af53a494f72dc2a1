import BackIcon from '@mui/icons-material/Undo';
import { Box, Card, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { Link, useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { useMay } from '../data/may.js';
import { AskedAct } from '../ui/asked-act.js';
import { Countdown, useRemaining } from '../ui/countdown.js';
import { toTheMinute } from '../ui/formats.js';
import { useRegion } from '../ui/use-region.js';
import { KeepLonger, type KeptRole, Release } from './kept-database.js';
import type { Restore } from './restore.js';

/** Of a restore that keeps a database: what it is called, and until when. */
export interface KeptOf {
  restore: Restore;
  keptDatabase: string;
  rollbackUntil: string;
}

/** The database that was replaced is still there: how long, and how to have it back, or why it cannot be had. */
export function WayBack({ restore, keptDatabase, rollbackUntil }: KeptOf): ReactNode {
  const translate = useTranslate();
  const { id, rollbackBlocked } = restore;
  const isOver = useRemaining(rollbackUntil) === 0 || rollbackBlocked?.code === 'ROLLBACK_EXPIRED';
  const mayRollBack = useMay('restores:create');
  return (
    <Kept
      of={{ restore, keptDatabase, rollbackUntil }}
      role="before"
      isOver={isOver}
      act={mayRollBack && !isOver && rollbackBlocked === null ? <RollBack id={id} /> : null}
    >
      {isOver ? (
        translate('resources.restores.way_back.over')
      ) : rollbackBlocked === null ? (
        <Remaining until={rollbackUntil} />
      ) : (
        <Blocked by={rollbackBlocked} until={rollbackUntil} />
      )}
    </Kept>
  );
}

/** After a rollback: what the restore had brought, and what was written since, is kept aside. */
export function KeptAside({ restore, keptDatabase, rollbackUntil }: KeptOf): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const isOver = useRemaining(rollbackUntil) === 0;
  return (
    <Kept of={{ restore, keptDatabase, rollbackUntil }} role="after" isOver={isOver}>
      {isOver
        ? translate('resources.restores.way_back.over')
        : translate('resources.restores.way_back.kept_until', { when: toTheMinute(rollbackUntil, locale) })}
    </Kept>
  );
}

interface KeptProps {
  of: KeptOf;
  role: KeptRole;
  isOver: boolean;
  /** What can be done with it before all else. */
  act?: ReactNode;
  /** How long. */
  children: ReactNode;
}

function Kept({
  of: { restore, keptDatabase, rollbackUntil },
  role,
  isOver,
  act = null,
  children,
}: KeptProps): ReactNode {
  const translate = useTranslate();
  const title = useId();
  const mayManage = useMay('backups:manage');
  return (
    <Card component="section" aria-labelledby={title} sx={{ p: 2 }}>
      <Typography id={title} variant="h3" component="h2" sx={{ mb: 1 }}>
        {translate(`resources.restores.way_back.title.${role}`)}
      </Typography>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        {translate(`resources.restores.way_back.kept.${role}`, { database: keptDatabase })}
      </Typography>
      <Typography sx={{ my: 1.5 }} component="div">
        {children}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {act}
        {mayManage && !isOver ? <KeepLonger id={restore.id} rollbackUntil={rollbackUntil} role={role} /> : null}
        {mayManage ? <Release id={restore.id} keptDatabase={keptDatabase} role={role} /> : null}
      </Box>
    </Card>
  );
}

function Remaining({ until }: { until: string }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  return (
    <>
      <Box component="span" sx={{ fontSize: '1.35rem', fontWeight: 650 }}>
        <Countdown until={until} />
      </Box>{' '}
      {translate('resources.restores.way_back.left', { when: toTheMinute(until, locale) })}
    </>
  );
}

function Blocked({ by, until }: { by: NonNullable<Restore['rollbackBlocked']>; until: string }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  return (
    <>
      {translate(`resources.restores.way_back.blocked.${by.code}`, { _: by.detail })}{' '}
      {by.newerRestoreId === null ? null : (
        <Link to={`/restores/${by.newerRestoreId}/show`} underline="always">
          {translate('resources.restores.way_back.see_newer')}
        </Link>
      )}
      <div>{translate('resources.restores.way_back.kept_until', { when: toTheMinute(until, locale) })}</div>
    </>
  );
}

function RollBack({ id }: { id: string }): ReactNode {
  const translate = useTranslate();
  const words = (key: string): string => translate(`resources.restores.way_back.${key}`);
  return (
    <AskedAct
      label={words('roll_back')}
      button={{ variant: 'contained', startIcon: <BackIcon /> }}
      title={words('roll_back_title')}
      text={words('roll_back_text')}
      resource="restores"
      done="resources.restores.way_back.rolling"
      act={() => api.POST('/api/v1/restores/{id}/rollback', { params: { path: { id } } })}
    />
  );
}
