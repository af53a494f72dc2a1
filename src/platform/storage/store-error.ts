import { AppError } from '../../common/app-error.js';
import { errnoOf } from '../../common/errno.js';

const HINTS: Record<string, string> = {
  EACCES: 'Give the user that runs Backstitch the right to read and write there.',
  EPERM: 'Give the user that runs Backstitch the right to read and write there, on a file system with hard links.',
  ENOTSUP: 'The file system must have hard links: they make an object appear whole, without replacing another.',
  EROFS: 'The file system is mounted read-only.',
  EIO: 'The disk reports errors: see the system log before trusting what is stored there.',
  EMFILE: 'Raise the limit of open files.',
};

/** A failure of a local store as DISK_FULL or STORAGE_FAILED; an AppError stays what it is. */
export function storeError(action: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = errnoOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('DISK_FULL', `The store has no room left (${code}): could not ${action}`, {
      hint: 'Free some room, keep fewer backups, or use a larger store.',
      cause: error,
    });
  }
  return new AppError('STORAGE_FAILED', `The store could not ${action}${code === undefined ? '' : ` (${code})`}`, {
    hint: HINTS[code ?? ''] ?? 'The log of the process has the cause.',
    cause: error,
  });
}
