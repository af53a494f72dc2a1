import { Box, Card } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ReferenceField, useTranslate } from 'react-admin';
import { api, dataOf } from '../data/api.js';
import { useProgress } from '../live/use-progress.js';
import { Findings } from '../restore-plan/findings.js';
import { PlanView } from '../restore-plan/plan-view.js';
import { RecordHistory } from '../ui/history.js';
import { LogView } from '../ui/log-view/log-view.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { RecordedError } from '../ui/recorded-error.js';
import { RecordPage, type RecordSection } from '../ui/record-page.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { ApprovalPanel } from './approval-panel.js';
import { CancelButton } from './cancel-button.js';
import { Overview } from './overview.js';
import { ReportView } from './report-view.js';
import { isUnderWay, planOf, type Restore, waitingApprovalOf } from './restore.js';

export default function RestorePage(): ReactNode {
  const translate = useTranslate();
  return (
    <RecordPage<Restore>
      title={({ number }) => translate('resources.restores.title', { number })}
      status={({ status }) => <Status of={status} />}
      subtitle={(restore) => <Subtitle restore={restore} />}
      actions={(restore) => <CancelButton restore={restore} />}
      above={(restore) => <Above restore={restore} />}
      sections={sectionsOf}
    />
  );
}

function Subtitle({ restore }: { restore: Restore }): ReactNode {
  const translate = useTranslate();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}>
      <span>{translate('resources.restores.of_backup')}</span>
      <ReferenceField record={restore} source="backupId" reference="backups" link="show" />
      <span>{translate('resources.restores.into_source')}</span>
      <ReferenceField record={restore} source="sourceId" reference="sources" link={false} />
      <Time at={restore.createdAt} />
    </Box>
  );
}

function Above({ restore }: { restore: Restore }): ReactNode {
  const progress = useProgress('restores', restore.id, restore.progress);
  const waiting = waitingApprovalOf(restore);
  const { error, warnings } = restore;
  if (waiting === undefined && error === null && !isUnderWay(restore) && warnings.length === 0) return null;
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {waiting === undefined ? null : <ApprovalPanel restore={restore} approval={waiting} />}
      <RecordedError error={error} />
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
    ...(restore.phases.some(({ name, status }) => name === 'checking' && status === 'completed')
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

/** The plan that whoever asked for it had looked at, and whoever approves it should. */
function AcceptedPlan({ restore }: { restore: Restore }): ReactNode {
  const { data } = useQuery({
    queryKey: ['settings', { tenantId: restore.tenantId }],
    queryFn: () => dataOf(api.GET('/api/v1/settings', { params: { query: { tenantId: restore.tenantId } } })),
  });
  return (
    <PlanView
      plan={planOf(restore)}
      willRun={restore.options.runMigrations}
      skipsSafetyBackup={restore.options.skipSafetyBackup}
      rollbackWindowHours={data?.rollbackWindowHours}
    />
  );
}
