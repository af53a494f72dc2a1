import { Card, CardContent } from '@mui/material';
import type { ReactNode } from 'react';
import { useMay } from '../data/may.js';
import { EditButton } from '../ui/edit-button.js';
import { RecordHistory } from '../ui/history.js';
import { RecordPage } from '../ui/record-page.js';
import { Status } from '../ui/status.js';
import { BackUpNow } from './back-up-now.js';
import { DeleteSource } from './delete-source.js';
import { useSourceFacts } from './source-facts.js';
import { placeOf, type Source } from './source.js';
import { DrillsTab } from './tabs/drills-tab.js';
import { MigrationsTab } from './tabs/migrations-tab.js';
import { OverviewTab } from './tabs/overview-tab.js';
import { RetentionTab } from './tabs/retention-tab.js';
import { SchedulesTab } from './tabs/schedules-tab.js';
import { SchemaTab } from './tabs/schema-tab.js';

/** All about one source. */
export default function SourcePage(): ReactNode {
  const mayManage = useMay('sources:manage');
  const mayBackUp = useMay('backups:create');
  return (
    <RecordPage<Source>
      title={({ name }) => name}
      status={({ id }) => <Health of={id} />}
      subtitle={({ database }) => placeOf(database)}
      actions={(source) => (
        <>
          {mayManage ? <DeleteSource source={source} /> : null}
          {mayManage ? <EditButton /> : null}
          {mayBackUp ? <BackUpNow source={source} /> : null}
        </>
      )}
      sections={(source) => [
        { name: 'overview', label: 'resources.sources.tab.overview', content: <OverviewTab source={source} /> },
        { name: 'schema', label: 'resources.sources.tab.schema', content: <SchemaTab source={source} /> },
        { name: 'migrations', label: 'resources.sources.tab.migrations', content: <MigrationsTab source={source} /> },
        { name: 'schedules', label: 'resources.sources.tab.schedules', content: <SchedulesTab source={source} /> },
        { name: 'retention', label: 'resources.sources.tab.retention', content: <RetentionTab source={source} /> },
        { name: 'drills', label: 'resources.sources.tab.drills', content: <DrillsTab source={source} /> },
        {
          name: 'history',
          label: 'bs.history.name',
          content: (
            <Card>
              <CardContent>
                <RecordHistory resource="sources" id={source.id} />
              </CardContent>
            </Card>
          ),
        },
      ]}
    />
  );
}

function Health({ of }: { of: string }): ReactNode {
  const { health } = useSourceFacts(of);
  return health === undefined ? null : <Status of={health.status} />;
}
