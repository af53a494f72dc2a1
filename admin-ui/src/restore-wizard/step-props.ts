import type { UseQueryResult } from '@tanstack/react-query';
import type { components } from '../api/schema.js';
import type { Plan } from '../restore-plan/plan.js';
import type { Wish } from './wish.js';

/** What every step of the wizard is given. */
export interface StepProps {
  backup: components['schemas']['BackupResponse'];
  wish: Wish;
  change: (change: Partial<Wish>) => void;
  plan: UseQueryResult<Plan>;
  /** Of the backup's tenant; undefined until they are read. */
  settings: components['schemas']['SettingsResponse'] | undefined;
}
