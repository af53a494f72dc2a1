import type { ReactNode } from 'react';
import { CreatePage } from '../ui/form/form-page.js';
import { ComingRuns } from './coming-runs.js';
import { ScheduleFields } from './schedule-fields.js';
import { NEW_SCHEDULE, scheduleRequest } from './schedule-values.js';

export default function ScheduleCreate(): ReactNode {
  return (
    <CreatePage toRequest={scheduleRequest} defaultValues={NEW_SCHEDULE} aside={<ComingRuns />}>
      <ScheduleFields />
    </CreatePage>
  );
}
