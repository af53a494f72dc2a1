import { AppError } from '../../../common/app-error.js';

export function unreadable(what: string, hint = 'The archive is damaged or incomplete. Use another backup.'): AppError {
  return new AppError('ARCHIVE_UNREADABLE', `The archive cannot be read: ${what}`, { hint });
}
