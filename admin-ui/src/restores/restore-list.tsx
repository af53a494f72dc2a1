import RestoreIcon from '@mui/icons-material/SettingsBackupRestore';
import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { DataTable, Link, ReferenceField, useTranslate } from 'react-admin';
import { useHasSources } from '../data/has-sources.js';
import { useProgress } from '../live/use-progress.js';
import { AddSource } from '../sources/add-source.js';
import { ChangeList } from '../ui/change-list/change-list.js';
import { RowHead } from '../ui/change-list/row-head.js';
import { choicesOf } from '../ui/choices.js';
import { EmptyState } from '../ui/empty-state.js';
import { durationInWords } from '../ui/measures.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { useRegion } from '../ui/use-region.js';
import { RestoreDates } from './restore-dates.js';
import { isUnderWay, planOf, type Restore } from './restore.js';

const STATUSES = [
  'awaiting_approval',
  'pending',
  'running',
  'completed',
  'failed',
  'canceled',
  'rejected',
  'expired',
  'rolling_back',
  'rolled_back',
];

const STRATEGIES = ['swap', 'in_place', 'new_database'];

const FILTERS = [
  { source: 'sourceId', label: 'bs.field.source', reference: 'sources' },
  { source: 'status', label: 'bs.field.status', choices: choicesOf('bs.status', STATUSES) },
  {
    source: 'strategy',
    label: 'resources.restores.fields.strategy',
    choices: STRATEGIES.map((id) => ({ id, name: `bs.strategy.${id}.name` })),
  },
];

const WIDE = ['backupId', 'strategy', 'createdAt', 'durationMs'];

export default function RestoreList(): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  return (
    <ChangeList search filters={FILTERS} wideColumns={WIDE} above={<RestoreDates />} empty={<NoRestores />}>
      <DataTable.Col<Restore> source="number" disableSort render={({ number }) => <RowHead>#{number}</RowHead>} />
      <DataTable.Col source="backupId" disableSort sx={{ minWidth: 170 }}>
        <ReferenceField source="backupId" reference="backups" />
      </DataTable.Col>
      <DataTable.Col<Restore> source="sourceId" disableSort render={(restore) => <Target restore={restore} />} />
      <DataTable.Col<Restore>
        source="strategy"
        disableSort
        render={({ strategy }) => translate(`bs.strategy.${strategy}.name`)}
      />
      <DataTable.Col<Restore> source="status" disableSort render={(restore) => <StatusAndTime of={restore} />} />
      <DataTable.Col<Restore>
        source="createdAt"
        sx={{ minWidth: 150 }}
        render={(restore) => <Asked restore={restore} />}
      />
      <DataTable.Col<Restore>
        source="durationMs"
        align="right"
        render={({ durationMs }) => (durationMs === null ? '' : durationInWords(durationMs, locale))}
      />
    </ChangeList>
  );
}

/** On a phone the time stands under the status: its column has no room there. */
function StatusAndTime({ of: restore }: { of: Restore }): ReactNode {
  return (
    <>
      <HowFar restore={restore} />
      <Box sx={{ display: { sm: 'none' } }}>
        <Time at={restore.createdAt} />
      </Box>
    </>
  );
}

/** The source whose database is replaced; of a new database its name, too. */
function Target({ restore }: { restore: Restore }): ReactNode {
  const source = <ReferenceField record={restore} source="sourceId" reference="sources" link={false} />;
  if (restore.strategy !== 'new_database') return source;
  return (
    <>
      <Box sx={{ overflowWrap: 'anywhere' }}>{planOf(restore).target.database}</Box>
      <Typography variant="body2" color="textSecondary" component="div">
        {source}
      </Typography>
    </>
  );
}

/** Of a running one how far it is, of any other how it stands. */
function HowFar({ restore }: { restore: Restore }): ReactNode {
  const progress = useProgress('restores', restore.id, restore.progress);
  return isUnderWay(restore) ? <ProgressBar progress={progress} isCompact /> : <Status of={restore.status} />;
}

/** When, and by whom: in one column, so that none of the others has to be looked for. */
function Asked({ restore: { createdAt, requestedBy } }: { restore: Restore }): ReactNode {
  return (
    <>
      <Time at={createdAt} />
      <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
        {requestedBy}
      </Typography>
    </>
  );
}

function NoRestores(): ReactNode {
  const translate = useTranslate();
  const hasSources = useHasSources();
  return (
    <EmptyState
      icon={RestoreIcon}
      title={translate('resources.restores.none')}
      text={translate('resources.restores.none_help')}
    >
      {hasSources ? (
        <Button component={Link} to="/backups?filter=%7B%22status%22%3A%22completed%22%7D" variant="contained">
          {translate('resources.restores.choose_backup')}
        </Button>
      ) : (
        <AddSource />
      )}
    </EmptyState>
  );
}
