import { Box, Card } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useProgress } from '../live/use-progress.js';
import { Findings } from '../restore-plan/findings.js';
import { Dotted } from '../ui/dotted.js';
import { RecordHistory } from '../ui/history.js';
import { LogView } from '../ui/log-view/log-view.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { RecordedError } from '../ui/recorded-error.js';
import { RecordPage, type RecordSection } from '../ui/record-page.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { AcceptedPlan } from './accepted-plan.js';
import { ApprovalPanel } from './approval-panel.js';
import { CancelButton } from './cancel-button.js';
import { LiveNow } from './live-now.js';
import { Overview } from './overview.js';
import { PlanAgain } from './plan-again.js';
import { ReportView } from './report-view.js';
import { liveAfter } from './live-after.js';
import { hasReport, isUnderWay, planOf, type Restore, waitingApprovalOf } from './restore.js';
import { NameOf } from '../ui/name-of.js';

export default function RestorePage(): ReactNode {
  const translate = useTranslate();
  return (
    <RecordPage<Restore>
      title={({ number }) => translate('resources.restores.title', { number })}
      status={({ status }) => <Status of={status} />}
      subtitle={(restore) => <Subtitle restore={restore} />}
      actions={(restore) => (
        <>
          <PlanAgain restore={restore} />
          <CancelButton restore={restore} />
        </>
      )}
      above={(restore) => <Above restore={restore} />}
      sections={sectionsOf}
    />
  );
}

function Subtitle({ restore }: { restore: Restore }): ReactNode {
  const translate = useTranslate();
  return (
    <Dotted>
      <>
        {translate('resources.restores.of_backup')} <NameOf resource="backups" id={restore.backupId} />{' '}
        {translate(`resources.restores.into.${restore.strategy}`, { database: planOf(restore).target.database })}{' '}
        <NameOf resource="sources" id={restore.sourceId} isLink={false} />
      </>
      <Time at={restore.createdAt} />
    </Dotted>
  );
}

function Above({ restore }: { restore: Restore }): ReactNode {
  const progress = useProgress('restores', restore.id, restore.progress);
  const waiting = waitingApprovalOf(restore);
  const { error, warnings } = restore;
  const isQuiet = waiting === undefined && error === null && !isUnderWay(restore) && warnings.length === 0;
  if (isQuiet && liveAfter(restore) === null) return null;
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {waiting === undefined ? null : <ApprovalPanel restore={restore} approval={waiting} />}
      <RecordedError error={error} log="?tab=log" />
      <LiveNow restore={restore} />
      {isUnderWay(restore) ? (
        <Card sx={{ p: 2 }}>
          <ProgressBar progress={progress} />
        </Card>
      ) : null}
      {warnings.length === 0 ? null : <Findings of={warnings} severity="warning" />}
    </Box>
  );
}

function sectionsOf(restore: Restore): RecordSection[] {
  const { id } = restore;
  return [
    { name: 'overview', label: 'resources.restores.tab.overview', content: <Overview restore={restore} /> },
    {
      name: 'log',
      label: 'bs.log.name',
      content: <LogView resource="restores" id={id} isRunning={isUnderWay(restore)} />,
    },
    ...(hasReport(restore)
      ? [{ name: 'report', label: 'resources.restores.tab.report', content: <ReportView id={id} /> }]
      : []),
    { name: 'plan', label: 'resources.restores.tab.plan', content: <AcceptedPlan restore={restore} /> },
    {
      name: 'history',
      label: 'bs.history.name',
      content: (
        <Card sx={{ p: 2 }}>
          <RecordHistory resource="restores" id={id} />
        </Card>
      ),
    },
  ];
}
