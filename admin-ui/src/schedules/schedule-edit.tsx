import type { ReactNode } from 'react';
import { EditPage } from '../ui/form/form-page.js';
import { ComingRuns } from './coming-runs.js';
import type { Schedule } from './schedule.js';
import { ScheduleFields } from './schedule-fields.js';
import { scheduleChanges } from './schedule-values.js';

export default function ScheduleEdit(): ReactNode {
  return (
    <EditPage
      toChanges={scheduleChanges}
      defaultValues={(record) => ({ kind: kindOf(record as Schedule) })}
      aside={<ComingRuns />}
    >
      <ScheduleFields />
    </EditPage>
  );
}

function kindOf({ every }: Schedule): string {
  return every === null ? 'cron' : 'every';
}
