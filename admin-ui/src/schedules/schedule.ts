import type { RaRecord } from 'react-admin';
import type { components } from '../api/schema.js';

export type Schedule = components['schemas']['ScheduleResponse'] & RaRecord<string>;
export type ScheduleRun = components['schemas']['ScheduleRunResponse'];
