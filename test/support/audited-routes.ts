/**
 * What each route that is not a GET writes into the audit trail: an action, or why there is none. `test/e2e/audit.spec.ts`
 * fails on a route that is in neither list.
 */
export const AUDITED_ROUTES: Record<string, string> = {
  'POST /api/v1/auth/login': 'auth.login',
  'POST /api/v1/auth/logout': 'auth.logout',
  'POST /api/v1/sources': 'source.create',
  'PATCH /api/v1/sources/{id}': 'source.update',
  'DELETE /api/v1/sources/{id}': 'source.delete',
  'POST /api/v1/backups': 'backup.create',
  'PATCH /api/v1/backups/{id}': 'backup.update',
  'DELETE /api/v1/backups/{id}': 'backup.delete',
  'POST /api/v1/backups/{id}/verify': 'backup.verify',
  'POST /api/v1/backups/{id}/cancel': 'backup.cancel',
  'POST /api/v1/backups/{id}/restore-plan': 'restore.plan',
  'POST /api/v1/backups/{id}/restore': 'restore.create',
  'PATCH /api/v1/restores/{id}': 'restore.update',
  'POST /api/v1/restores/{id}/cancel': 'restore.cancel',
  'POST /api/v1/restores/{id}/rollback': 'restore.rollback',
  'POST /api/v1/restores/{id}/release': 'restore.release',
  'POST /api/v1/drills': 'drill.create',
  'POST /api/v1/drills/{id}/cancel': 'drill.cancel',
  'POST /api/v1/schedules': 'schedule.create',
  'PATCH /api/v1/schedules/{id}': 'schedule.update',
  'DELETE /api/v1/schedules/{id}': 'schedule.delete',
  'POST /api/v1/schedules/{id}/run': 'schedule.run',
  'POST /api/v1/schedules/{id}/pause': 'schedule.pause',
  'POST /api/v1/schedules/{id}/resume': 'schedule.resume',
  'PUT /api/v1/settings': 'settings.update',
  'POST /api/v1/notification-channels': 'notification_channel.create',
  'PATCH /api/v1/notification-channels/{id}': 'notification_channel.update',
  'DELETE /api/v1/notification-channels/{id}': 'notification_channel.delete',
  'POST /api/v1/notification-channels/{id}/test': 'notification_channel.test',
  // Once for each backup that it deletes, or one of the two below that the request names.
  'POST /api/v1/retention/run': 'backup.delete',
  'POST /api/v1/backups/bulk': 'backup.update',
};

/** By route, why it leaves no trace. */
export const UNAUDITED_ROUTES: Record<string, string> = {
  'POST /api/v1/sources/test': 'Looks at a server, and keeps nothing.',
  'POST /api/v1/sources/{id}/test': 'Looks at a server, and keeps nothing.',
  'POST /api/v1/settings/preview': 'Tells what would be; changes nothing.',
};
