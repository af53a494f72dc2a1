import AddIcon from '@mui/icons-material/PlayArrow';
import { Box, Button, Typography } from '@mui/material';
import { lazy, type ReactNode, Suspense } from 'react';
import { DataTable, Link, ReferenceField, useTranslate } from 'react-admin';
import { useMay } from '../data/may.js';
import { useProgress } from '../live/use-progress.js';
import { ChangeList } from '../ui/change-list/change-list.js';
import { choicesOf } from '../ui/choices.js';
import { durationInWords } from '../ui/measures.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { Proof } from '../ui/proof.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { type Drill, isUnderWay } from './drill.js';

const RecoveryTrend = lazy(() => import('./recovery-trend.js'));

const FILTERS = [
  { source: 'sourceId', label: 'bs.field.source', reference: 'sources' },
  {
    source: 'status',
    label: 'bs.field.status',
    choices: choicesOf('bs.status', ['pending', 'running', 'completed', 'failed', 'canceled']),
  },
];

export default function DrillList(): ReactNode {
  return (
    <ChangeList
      filters={FILTERS}
      actions={<RunOne />}
      empty={<NoDrills />}
      above={
        <Suspense fallback={<Box sx={{ height: 260 }} />}>
          <RecoveryTrend />
        </Suspense>
      }
    >
      <DataTable.Col<Drill> source="number" disableSort render={({ number }) => `#${number}`} />
      <DataTable.Col source="sourceId" disableSort>
        <ReferenceField source="sourceId" reference="sources" link={false} />
      </DataTable.Col>
      <DataTable.Col<Drill> source="status" disableSort render={(drill) => <HowFar drill={drill} />} />
      <DataTable.Col<Drill> source="proof" disableSort render={({ proof }) => <Proof of={proof} />} />
      <DataTable.Col<Drill>
        source="recoverySeconds"
        align="right"
        render={({ recoverySeconds }) => (recoverySeconds === null ? '' : durationInWords(recoverySeconds * 1_000))}
      />
      <DataTable.Col<Drill> source="createdAt" render={({ createdAt }) => <Time at={createdAt} />} />
      <DataTable.Col source="requestedBy" disableSort />
    </ChangeList>
  );
}

/** Of a running one how far it is, of any other how it stands. */
function HowFar({ drill }: { drill: Drill }): ReactNode {
  const progress = useProgress('drills', drill.id, drill.progress);
  return isUnderWay(drill) ? <ProgressBar progress={progress} isCompact /> : <Status of={drill.status} />;
}

function RunOne(): ReactNode {
  const translate = useTranslate();
  if (!useMay('drills:create')) return null;
  return (
    <Button component={Link} to="/drills/create" variant="contained" startIcon={<AddIcon />}>
      {translate('resources.drills.run_one')}
    </Button>
  );
}

function NoDrills(): ReactNode {
  const translate = useTranslate();
  return (
    <Box sx={{ p: 6, display: 'grid', justifyItems: 'center', gap: 2, textAlign: 'center' }}>
      <Typography variant="h2" component="p">
        {translate('resources.drills.none')}
      </Typography>
      <Typography color="textSecondary" sx={{ maxWidth: 480 }}>
        {translate('resources.drills.none_help')}
      </Typography>
      <RunOne />
    </Box>
  );
}
