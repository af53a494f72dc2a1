import { Card, CardContent } from '@mui/material';
import type { ReactNode } from 'react';
import { RecordHistory } from '../ui/history.js';
import { LogView } from '../ui/log-view/log-view.js';
import { RecordPage } from '../ui/record-page.js';
import { Status } from '../ui/status.js';
import { type Backup, isUnderWay } from './backup.js';

export default function BackupPage(): ReactNode {
  return (
    <RecordPage<Backup>
      title={({ name }) => name}
      status={({ status }) => <Status of={status} />}
      sections={(backup) => [
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
      ]}
    />
  );
}
