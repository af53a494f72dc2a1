import AddIcon from '@mui/icons-material/PlayArrow';
import DrillIcon from '@mui/icons-material/ScienceOutlined';
import { Box, Button } from '@mui/material';
import { type ReactNode, Suspense } from 'react';
import { lazyPage } from '../ui/lazy-page.js';
import { DataTable, Link, ReferenceField, useTranslate } from 'react-admin';
import { useHasSources } from '../data/has-sources.js';
import { useMay } from '../data/may.js';
import { useProgress } from '../live/use-progress.js';
import { ChangeList } from '../ui/change-list/change-list.js';
import { RowHead } from '../ui/change-list/row-head.js';
import { choicesOf } from '../ui/choices.js';
import { AddSource } from '../sources/add-source.js';
import { EmptyState } from '../ui/empty-state.js';
import { durationInWords } from '../ui/measures.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { ShownProof } from '../ui/proof.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { useRegion } from '../ui/use-region.js';
import { type Drill, isUnderWay } from './drill.js';

const RecoveryTrend = lazyPage(() => import('./recovery-trend.js'));

const FILTERS = [
  { source: 'sourceId', label: 'bs.field.source', reference: 'sources' },
  {
    source: 'status',
    label: 'bs.field.status',
    choices: choicesOf('bs.status', ['pending', 'running', 'completed', 'failed', 'canceled']),
  },
  { source: 'from', label: 'resources.drills.fields.createdAt', isPast: true as const },
];

const WIDE = ['proof', 'createdAt', 'requestedBy'];

export default function DrillList(): ReactNode {
  const locale = useRegion();
  return (
    <ChangeList
      search
      filters={FILTERS}
      wideColumns={WIDE}
      actions={<RunOne label="resources.drills.run_one" />}
      empty={<NoDrills />}
      above={
        <Suspense fallback={<Box sx={{ height: 260 }} />}>
          <RecoveryTrend />
        </Suspense>
      }
    >
      <DataTable.Col<Drill> source="number" disableSort render={({ number }) => <RowHead>#{number}</RowHead>} />
      <DataTable.Col source="sourceId" disableSort>
        <ReferenceField source="sourceId" reference="sources" link={false} />
      </DataTable.Col>
      <DataTable.Col<Drill> source="status" disableSort render={(drill) => <HowFar drill={drill} />} />
      <DataTable.Col<Drill> source="proof" disableSort render={({ proof }) => <ShownProof of={proof} />} />
      <DataTable.Col<Drill>
        source="recoverySeconds"
        align="right"
        render={({ recoverySeconds }) =>
          recoverySeconds === null ? '' : durationInWords(recoverySeconds * 1_000, locale)
        }
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

/** @param label as a key */
function RunOne({ label }: { label: string }): ReactNode {
  const translate = useTranslate();
  const mayRun = useMay('drills:create');
  const hasSources = useHasSources();
  if (!mayRun || !hasSources) return null;
  return (
    <Button component={Link} to="/drills/create" variant="contained" startIcon={<AddIcon />}>
      {translate(label)}
    </Button>
  );
}

function NoDrills(): ReactNode {
  const translate = useTranslate();
  const hasSources = useHasSources();
  return (
    <EmptyState
      icon={DrillIcon}
      title={translate('resources.drills.none')}
      text={translate('resources.drills.none_help')}
    >
      {hasSources ? <RunOne label="resources.drills.first" /> : <AddSource />}
    </EmptyState>
  );
}
