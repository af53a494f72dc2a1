import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { useMay } from '../data/may.js';
import { readWish, writeWish } from '../restore-wizard/wish.js';
import { liveAfter } from './live-after.js';
import { planOf, type Restore } from './restore.js';

/** To a new plan for the same backup and target, where a restore came to nothing. What was overridden is to be said anew. */
export function PlanAgain({ restore }: { restore: Restore }): ReactNode {
  const translate = useTranslate();
  const mayRestore = useMay('restores:create');
  if (!mayRestore || liveAfter(restore) === null) return null;
  return (
    <Button variant="contained" component={Link} to={addressOf(restore)}>
      {translate('resources.restores.plan_again')}
    </Button>
  );
}

function addressOf(restore: Restore): string {
  const { backupId, sourceId, strategy, options } = restore;
  const { target, noOwner, ownerMap } = planOf(restore);
  const wish = {
    ...readWish(new URLSearchParams()),
    ...{ step: 'plan' as const, strategy, sourceId, database: target.database, noOwner, ownerMap },
    runMigrations: options.runMigrations,
  };
  return `/backups/${backupId}/restore?${writeWish(wish).toString()}`;
}
