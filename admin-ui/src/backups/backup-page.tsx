import { Card, CardContent } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { Dotted } from '../ui/dotted.js';
import { RecordHistory } from '../ui/history.js';
import { LogView } from '../ui/log-view/log-view.js';
import { RecordPage, type RecordSection } from '../ui/record-page.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { type Backup, isReady, isUnderWay } from './backup.js';
import { BackupActions } from './page/backup-actions.js';
import { BackupAlerts } from './page/backup-alerts.js';
import { Comparison } from './page/comparison.js';
import { Contents } from './page/contents.js';
import { Migrations } from './page/migrations.js';
import { Overview } from './page/overview.js';
import { NameOf } from '../ui/name-of.js';

export default function BackupPage(): ReactNode {
  return (
    <RecordPage<Backup>
      title={({ name }) => name}
      status={({ status }) => <Status of={status} />}
      subtitle={(backup) => <Subtitle of={backup} />}
      actions={(backup) => <BackupActions of={backup} />}
      above={(backup) => <BackupAlerts of={backup} />}
      sections={sectionsOf}
    />
  );
}

/** What there is to see of it: of one that was never completed neither contents nor migrations are known. */
function sectionsOf(backup: Backup): RecordSection[] {
  const { id } = backup;
  const overview = { name: 'overview', label: 'resources.backups.page.overview', content: <Overview of={backup} /> };
  const log = {
    name: 'log',
    label: 'bs.log.name',
    content: <LogView resource="backups" id={id} isRunning={isUnderWay(backup)} />,
  };
  const history = { name: 'history', label: 'bs.history.name', content: <HistoryCard id={id} /> };
  if (!isReady(backup)) return [overview, log, history];
  return [
    overview,
    { name: 'contents', label: 'resources.backups.page.contents', content: <Contents of={backup} /> },
    { name: 'migrations', label: 'resources.backups.page.migrations', content: <Migrations of={backup} /> },
    log,
    history,
    { name: 'compare', label: 'resources.backups.page.compare', content: <Comparison of={backup} /> },
  ];
}

function HistoryCard({ id }: { id: string }): ReactNode {
  return (
    <Card>
      <CardContent>
        <RecordHistory resource="backups" id={id} />
      </CardContent>
    </Card>
  );
}

/** "Backup #12 of shop · by hand, created 3 minutes ago by anna@example.com" */
function Subtitle({ of: { number, sourceId, createdAt, createdBy, origin } }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const words = (name: string, values?: Record<string, unknown>): string =>
    translate(`resources.backups.page.${name}`, values);
  return (
    <Dotted>
      <>
        {words('of', { number })} <NameOf resource="sources" id={sourceId} />
      </>
      <>
        {translate(`bs.origin.${origin}`, { _: origin })}, {words('created')} <Time at={createdAt} />{' '}
        {words('by', { name: createdBy })}
      </>
    </Dotted>
  );
}
