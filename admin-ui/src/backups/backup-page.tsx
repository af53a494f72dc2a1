import { Box, Card, CardContent } from '@mui/material';
import type { ReactNode } from 'react';
import { ReferenceField, useTranslate } from 'react-admin';
import { RecordHistory } from '../ui/history.js';
import { LogView } from '../ui/log-view/log-view.js';
import { RecordPage } from '../ui/record-page.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { type Backup, isUnderWay } from './backup.js';
import { BackupActions } from './page/backup-actions.js';
import { BackupAlerts } from './page/backup-alerts.js';
import { Comparison } from './page/comparison.js';
import { Contents } from './page/contents.js';
import { Migrations } from './page/migrations.js';
import { Overview } from './page/overview.js';

export default function BackupPage(): ReactNode {
  return (
    <RecordPage<Backup>
      title={({ name }) => name}
      status={({ status }) => <Status of={status} />}
      subtitle={(backup) => <Subtitle of={backup} />}
      actions={(backup) => <BackupActions of={backup} />}
      above={(backup) => <BackupAlerts of={backup} />}
      sections={(backup) => [
        { name: 'overview', label: 'resources.backups.page.overview', content: <Overview of={backup} /> },
        { name: 'contents', label: 'resources.backups.page.contents', content: <Contents of={backup} /> },
        { name: 'migrations', label: 'resources.backups.page.migrations', content: <Migrations of={backup} /> },
        {
          name: 'log',
          label: 'bs.log.name',
          content: <LogView resource="backups" id={backup.id} isRunning={isUnderWay(backup)} />,
        },
        {
          name: 'history',
          label: 'bs.history.name',
          content: (
            <Card>
              <CardContent>
                <RecordHistory resource="backups" id={backup.id} />
              </CardContent>
            </Card>
          ),
        },
        { name: 'compare', label: 'resources.backups.page.compare', content: <Comparison of={backup} /> },
      ]}
    />
  );
}

/** "Backup #12 of shop · created 3 minutes ago by anna@example.com" */
function Subtitle({ of: { number, createdAt, createdBy, origin } }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const words = (name: string, values?: Record<string, unknown>): string =>
    translate(`resources.backups.page.${name}`, values);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 0.5 }}>
      <span>{words('of', { number })}</span>
      <ReferenceField source="sourceId" reference="sources" />
      <span>
        · {translate(`bs.origin.${origin}`, { _: origin })}, {words('created')} <Time at={createdAt} />{' '}
        {words('by', { name: createdBy })}
      </span>
    </Box>
  );
}
