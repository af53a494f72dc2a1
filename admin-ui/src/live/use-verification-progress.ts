import type { components } from '../api/schema.js';
import type { Progress } from './live-feed.js';
import { useProgress } from './use-progress.js';

type Job = Pick<components['schemas']['JobResponse'], 'subject' | 'state' | 'progress'>;

/** Of a job that verifies a backup: what is heard is the backup's, so of one that waits nothing is. null: it has not begun. */
export function useVerificationProgress({ subject, state, progress }: Job): Progress | null {
  const live = useProgress('backups', subject.id, progress);
  return state === 'waiting' ? null : live;
}
