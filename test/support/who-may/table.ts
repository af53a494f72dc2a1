import type { Role, Scope } from '../../../src/common/caller.js';

/** The least role; what an API key needs besides (`any`: whatever it has; `person`: none will do); what is answered to those who may. */
export type Row = readonly [
  least: Role | 'anybody',
  scope: Scope | 'any' | 'person' | readonly Scope[],
  answer: number,
  body?: object,
];

const NAME = { name: 'renamed' };

/**
 * Who may do what: every operation, by hand, from the contract. Reads ask for what there is. What changes something asks for
 * an id that nobody has, or leaves out what it needs: those who may get as far as that (404, 400), and nothing is changed.
 * Of another tenant's records every id is 404, with the same body.
 */
export const TABLE: Readonly<Record<string, Row>> = {
  'GET /health': ['anybody', 'any', 200],
  'GET /metrics': ['anybody', 'any', 404], // without METRICS_TOKEN there are none
  'POST /auth/login': ['anybody', 'any', 400, {}],
  'GET /auth/methods': ['anybody', 'any', 200],
  'GET /auth/oidc': ['anybody', 'any', 404], // without a provider in the server's file
  'GET /auth/oidc/callback': ['anybody', 'any', 404],
  'POST /auth/logout': ['viewer', 'person', 200],
  'GET /auth/me': ['viewer', 'any', 200],
  'POST /auth/password': ['viewer', 'person', 400, {}],
  'GET /auth/totp': ['viewer', 'person', 200],
  'POST /auth/totp': ['viewer', 'person', 400, {}],
  'POST /auth/totp/confirm': ['viewer', 'person', 400, {}],
  'POST /auth/totp/recovery-codes': ['viewer', 'person', 400, {}],
  'POST /auth/totp/disable': ['viewer', 'person', 400, {}],
  'GET /sessions': ['viewer', 'person', 200],
  'DELETE /sessions': ['viewer', 'person', 200],
  'DELETE /sessions/{id}': ['viewer', 'person', 404],

  'GET /users': ['admin', 'admin', 200],
  'GET /users/{id}': ['admin', 'admin', 200],
  'GET /users/{id}/history': ['admin', 'admin', 200],
  'POST /users': ['admin', 'admin', 400, {}],
  'PATCH /users/{id}': ['admin', 'admin', 404, { role: 'viewer' }],
  'DELETE /users/{id}': ['admin', 'admin', 404],
  'DELETE /users/{id}/totp': ['admin', 'admin', 404],
  'GET /tenants': ['superadmin', 'admin', 200],
  'GET /tenants/{id}': ['viewer', 'read', 200],
  'GET /tenants/{id}/history': ['viewer', 'read', 200],
  'POST /tenants': ['superadmin', 'admin', 400, {}],
  'PATCH /tenants/{id}': ['superadmin', 'admin', 404, NAME],
  'GET /plans': ['viewer', 'read', 200],

  'GET /sources': ['viewer', 'read', 200],
  'GET /sources/{id}': ['viewer', 'read', 200],
  'GET /sources/{id}/history': ['viewer', 'read', 200],
  'GET /sources/{id}/schema': ['viewer', 'read', 200],
  'GET /sources/{id}/migration-state': ['viewer', 'read', 200],
  'POST /sources/{id}/test': ['operator', 'backup', 404],
  'POST /sources/{id}/estimate': ['viewer', 'read', 404, {}],
  'POST /sources': ['admin', 'admin', 400, {}],
  'POST /sources/test': ['admin', 'admin', 400, {}],
  'PATCH /sources/{id}': ['admin', 'admin', 404, NAME],
  'DELETE /sources/{id}': ['admin', 'admin', 404],

  'GET /backups': ['viewer', 'read', 200],
  'GET /backups/export.csv': ['viewer', 'read', 200],
  'GET /backups/counts': ['viewer', 'read', 200],
  'GET /backups/{id}': ['viewer', 'read', 200],
  'GET /backups/{id}/history': ['viewer', 'read', 200],
  'GET /backups/{id}/contents': ['viewer', 'read', 200],
  'GET /backups/{id}/compare/{otherId}': ['viewer', 'read', 200],
  'GET /backups/{id}/logs': ['viewer', 'read', 200],
  'GET /backups/{id}/events': ['viewer', 'read', 200],
  'GET /backups/{id}/download': ['operator', 'download', 200],
  'POST /backups/{id}/download-url': ['operator', 'download', 404, {}],
  'GET /downloads/{id}': ['anybody', 'any', 401], // without a signature
  'POST /backups': ['operator', 'backup', 400, {}],
  'POST /backups/import': ['operator', 'backup', 400, {}],
  'POST /backups/bulk': ['operator', 'backup', 400, {}],
  'POST /backups/{id}/verify': ['operator', 'backup', 404, {}],
  'POST /backups/{id}/cancel': ['operator', 'backup', 404],
  'POST /backups/{id}/restore-plan': ['viewer', ['read', 'restore'], 404, {}],
  'POST /backups/{id}/restore': ['operator', 'restore', 404, { confirm: 'RESTORE' }],
  'PATCH /backups/{id}': ['admin', 'admin', 404, NAME],
  'DELETE /backups/{id}': ['admin', 'admin', 404],

  'GET /restores': ['viewer', 'read', 200],
  'GET /restores/counts': ['viewer', 'read', 200],
  'GET /restores/{id}': ['viewer', 'read', 200],
  'GET /restores/{id}/history': ['viewer', 'read', 200],
  'GET /restores/{id}/report': ['viewer', 'read', 200],
  'GET /restores/{id}/logs': ['viewer', 'read', 200],
  'GET /restores/{id}/events': ['viewer', 'read', 200],
  'POST /restores/{id}/cancel': ['operator', 'restore', 404],
  'POST /restores/{id}/rollback': ['operator', 'restore', 404],
  'POST /restores/{id}/approve': ['approver', 'person', 404, {}],
  'POST /restores/{id}/reject': ['approver', 'person', 404, { reason: 'no' }],
  'PATCH /restores/{id}': ['admin', 'admin', 404, { rollbackUntil: '2099-01-01T00:00:00Z' }],
  'POST /restores/{id}/release': ['admin', 'admin', 404],

  'GET /drills': ['viewer', 'read', 200],
  'GET /drills/{id}': ['viewer', 'read', 200],
  'GET /drills/{id}/history': ['viewer', 'read', 200],
  'GET /drills/{id}/logs': ['viewer', 'read', 200],
  'GET /drills/{id}/events': ['viewer', 'read', 200],
  'POST /drills': ['operator', 'backup', 400, {}],
  'POST /drills/{id}/cancel': ['operator', 'backup', 404],

  'GET /events': ['viewer', 'read', 200],
  'GET /jobs': ['viewer', 'read', 200],
  'GET /jobs/counts': ['viewer', 'read', 200],
  'GET /jobs/{id}': ['viewer', 'read', 200],
  'POST /jobs/{id}/retry': ['operator', 'backup', 404],
  'GET /workers': ['admin', 'read', 200],
  'GET /stats/overview': ['viewer', 'read', 200],
  'GET /stats/trends': ['viewer', 'read', 200],
  'GET /health/backup': ['viewer', 'read', 200],
  'GET /health/details': ['admin', 'read', 200],

  'GET /schedules': ['viewer', 'read', 200],
  'GET /schedules/calendar': ['viewer', 'read', 200],
  'GET /schedules/{id}': ['viewer', 'read', 200],
  'GET /schedules/{id}/history': ['viewer', 'read', 200],
  'GET /schedules/{id}/runs': ['viewer', 'read', 200],
  'POST /schedules/{id}/run': ['operator', 'backup', 404],
  'POST /schedules': ['admin', 'admin', 400, {}],
  'POST /schedules/preview': ['admin', 'admin', 400, {}],
  'PATCH /schedules/{id}': ['admin', 'admin', 404, NAME],
  'DELETE /schedules/{id}': ['admin', 'admin', 404],
  'POST /schedules/{id}/pause': ['admin', 'admin', 404],
  'POST /schedules/{id}/resume': ['admin', 'admin', 404],

  'GET /audit-events': ['admin', 'read', 200],
  'GET /audit-events/verify': ['admin', 'read', 200],
  'GET /audit-events/export.csv': ['admin', 'read', 200],
  'GET /audit-events/export.ndjson': ['admin', 'read', 200],

  'GET /settings': ['viewer', 'read', 200],
  'GET /settings/history': ['viewer', 'read', 200],
  'PUT /settings': ['admin', 'admin', 400, { maxBackups: -1 }],
  'POST /settings/preview': ['admin', 'admin', 200, {}],

  'GET /retention/runs': ['viewer', 'read', 200],
  'GET /retention/runs/{id}': ['viewer', 'read', 200],
  'POST /retention/run': ['admin', 'admin', 400, { dryRun: 'yes' }],

  'GET /notification-channels': ['viewer', 'read', 200],
  'GET /notification-channels/{id}': ['viewer', 'read', 200],
  'GET /notification-channels/{id}/history': ['viewer', 'read', 200],
  'GET /notification-channels/{id}/deliveries': ['viewer', 'read', 200],
  'POST /notification-channels': ['admin', 'admin', 400, {}],
  'PATCH /notification-channels/{id}': ['admin', 'admin', 404, NAME],
  'DELETE /notification-channels/{id}': ['admin', 'admin', 404],
  'POST /notification-channels/{id}/test': ['admin', 'admin', 404],

  'GET /api-keys': ['admin', 'admin', 200],
  'GET /api-keys/{id}': ['admin', 'admin', 200],
  'GET /api-keys/{id}/history': ['admin', 'admin', 200],
  'POST /api-keys': ['admin', 'admin', 400, {}],
  'DELETE /api-keys/{id}': ['admin', 'admin', 404],
};

/** What ends sessions of whoever calls: somebody new of the same kind calls. */
export const ENDS_SESSIONS: ReadonlySet<string> = new Set(['POST /auth/logout', 'DELETE /sessions']);

/** Lists in which everybody finds something of their own, or of the instance. */
export const HAVE_SOMETHING: ReadonlySet<string> = new Set([
  ...['/api-keys', '/users', '/sessions', '/plans', '/audit-events'],
]);
