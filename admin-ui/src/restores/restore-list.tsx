import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { DataTable, Link, ReferenceField, useTranslate } from 'react-admin';
import { useProgress } from '../live/use-progress.js';
import { ChangeList } from '../ui/change-list/change-list.js';
import { choicesOf } from '../ui/choices.js';
import { durationInWords } from '../ui/measures.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { isUnderWay, type Restore } from './restore.js';

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

const FILTERS = [
  { source: 'sourceId', label: 'bs.field.source', reference: 'sources' },
  { source: 'status', label: 'bs.field.status', choices: choicesOf('bs.status', STATUSES) },
];

export default function RestoreList(): ReactNode {
  const translate = useTranslate();
  return (
    <ChangeList filters={FILTERS} empty={<NoRestores />}>
      <DataTable.Col<Restore> source="number" disableSort render={({ number }) => `#${number}`} />
      <DataTable.Col source="backupId" disableSort>
        <ReferenceField source="backupId" reference="backups" />
      </DataTable.Col>
      <DataTable.Col source="sourceId" disableSort>
        <ReferenceField source="sourceId" reference="sources" link={false} />
      </DataTable.Col>
      <DataTable.Col<Restore>
        source="strategy"
        disableSort
        render={({ strategy }) => translate(`bs.strategy.${strategy}.name`)}
      />
      <DataTable.Col<Restore> source="status" disableSort render={(restore) => <HowFar restore={restore} />} />
      <DataTable.Col source="requestedBy" disableSort />
      <DataTable.Col<Restore> source="createdAt" render={({ createdAt }) => <Time at={createdAt} />} />
      <DataTable.Col<Restore>
        source="durationMs"
        align="right"
        render={({ durationMs }) => (durationMs === null ? '' : durationInWords(durationMs))}
      />
    </ChangeList>
  );
}

/** Of a running one how far it is, of any other how it stands. */
function HowFar({ restore }: { restore: Restore }): ReactNode {
  const progress = useProgress('restores', restore.id, restore.progress);
  return isUnderWay(restore) ? <ProgressBar progress={progress} isCompact /> : <Status of={restore.status} />;
}

function NoRestores(): ReactNode {
  const translate = useTranslate();
  return (
    <Box sx={{ p: 6, display: 'grid', justifyItems: 'center', gap: 2, textAlign: 'center' }}>
      <Typography variant="h2" component="p">
        {translate('resources.restores.none')}
      </Typography>
      <Typography color="textSecondary" sx={{ maxWidth: 480 }}>
        {translate('resources.restores.none_help')}
      </Typography>
      <Button component={Link} to="/backups?filter=%7B%22status%22%3A%22completed%22%7D" variant="contained">
        {translate('resources.restores.choose_backup')}
      </Button>
    </Box>
  );
}
