/**
 * What is photographed: pages by their addresses below /admin, and what somebody does there before the photograph. `as`:
 * who looks (default: a superadmin; null: nobody has signed in). Steps name what they press by its English words; a scene
 * without steps is photographed in any language.
 */

/** @typedef {{ name: string, path: string, as?: string | null, act?: (page: import('playwright-core').Page) => Promise<void> }} Scene */

/** Pages at rest. @param {Record<string, string>} ids @returns {Scene[]} */
export function quietScenes(ids) {
  return [
    { name: 'sign-in', path: '/login', as: null },
    { name: 'sign-in-refused', path: '/login', as: null, act: signInWrongly },
    { name: 'first-password', path: '/password', as: 'margaret' },
    ...backupScenes(ids),
    ...restoreScenes(ids),
    ...protectionScenes(ids),
    ...automationScenes(ids),
    ...managementScenes(ids),
    ...emptyScenes(),
    ...troubleScenes(ids),
  ];
}

/** Pages that show work going on. */
export function liveScenes(ids) {
  return [
    { name: 'dashboard', path: '/' },
    { name: 'backups-list', path: '/backups' },
    { name: 'backup-running', path: `/backups/${ids.running}/show` },
    { name: 'backup-running-log', path: `/backups/${ids.running}/show?tab=log` },
    { name: 'restores-list', path: '/restores' },
    { name: 'restore-running', path: `/restores/${ids.restoring}/show` },
    { name: 'restore-running-log', path: `/restores/${ids.restoring}/show?tab=log` },
    { name: 'restore-awaiting-approval', path: `/restores/${ids.waiting}/show`, as: 'alan' },
    { name: 'jobs', path: '/jobs' },
  ];
}

const backupScenes = (ids) => [
  { name: 'backups-found-by-filters', path: listAt('backups', { q: 'shop', status: 'completed' }) },
  { name: 'backups-ticked', path: '/backups', act: tickTwo },
  { name: 'backups-delete', path: '/backups', act: deleteTicked },
  { name: 'backup-create', path: '/backups', act: press('Create backup', 'About') },
  { name: 'backup', path: `/backups/${ids.backup}/show` },
  { name: 'backup-proven', path: `/backups/${ids['backup:shop']}/show` },
  { name: 'backup-contents', path: `/backups/${ids.backup}/show?tab=contents` },
  { name: 'backup-migrations', path: `/backups/${ids.backup}/show?tab=migrations` },
  { name: 'backup-log', path: `/backups/${ids.backup}/show?tab=log` },
  { name: 'backup-history', path: `/backups/${ids.backup}/show?tab=history` },
  { name: 'backup-compare', path: `/backups/${ids.backup}/show?tab=compare&with=${ids['past:shop']}` },
  { name: 'backup-failed', path: `/backups/${ids.failed}/show` },
  { name: 'backup-corrupted', path: `/backups/${ids.damaged}/show` },
  { name: 'backup-uploaded', path: `/backups/${ids.uploaded}/show` },
  { name: 'upload', path: '/backups/upload' },
];

const restoreScenes = (ids) => [
  { name: 'restore-target', path: `/backups/${ids.backup}/restore` },
  { name: 'restore-plan', path: `/backups/${ids.backup}/restore?step=plan` },
  { name: 'restore-plan-same', path: `/backups/${ids['backup:billing']}/restore?step=plan` },
  { name: 'restore-plan-in-place', path: `/backups/${ids.backup}/restore?step=plan&strategy=in_place` },
  { name: 'restore-options', path: `/backups/${ids.backup}/restore?step=options` },
  { name: 'restore-confirm', path: `/backups/${ids.backup}/restore?step=confirm` },
  { name: 'restore', path: `/restores/${ids.restored}/show` },
  { name: 'restore-report', path: `/restores/${ids.restored}/show?tab=report` },
  { name: 'restore-accepted-plan', path: `/restores/${ids.restored}/show?tab=plan` },
  { name: 'restore-log', path: `/restores/${ids.restored}/show?tab=log` },
  { name: 'restore-history', path: `/restores/${ids.restored}/show?tab=history` },
  { name: 'restore-roll-back', path: `/restores/${ids.restored}/show`, act: press('Roll back') },
  { name: 'restore-rolled-back', path: `/restores/${ids.rolledBack}/show` },
];

const protectionScenes = (ids) => [
  { name: 'sources-list', path: '/sources' },
  ...['overview', 'schema', 'migrations', 'schedules', 'retention', 'drills', 'history'].map((tab) => ({
    name: `source-${tab}`,
    path: `/sources/${ids['source:shop']}/show?tab=${tab}`,
  })),
  { name: 'source-create', path: '/sources/create' },
  { name: 'source-edit', path: `/sources/${ids['source:shop']}` },
  { name: 'source-delete', path: `/sources/${ids['source:billing']}/show`, act: press('Delete') },
  { name: 'drills-list', path: '/drills' },
  { name: 'drill', path: `/drills/${ids.drill}/show` },
  { name: 'drill-create', path: '/drills/create' },
];

const automationScenes = (ids) => [
  { name: 'schedules-list', path: '/schedules' },
  { name: 'schedule', path: `/schedules/${ids['schedule:shop']}/show` },
  { name: 'schedule-runs', path: `/schedules/${ids['schedule:shop']}/show?tab=runs` },
  { name: 'schedule-create', path: '/schedules/create' },
  { name: 'calendar-month', path: '/schedules/calendar?view=month' },
  { name: 'calendar-week', path: '/schedules/calendar?view=week' },
  { name: 'channels-list', path: '/notification-channels' },
  { name: 'channel', path: `/notification-channels/${ids.channel}/show` },
  { name: 'channel-told', path: `/notification-channels/${ids.channel}/show?tab=deliveries` },
  { name: 'channel-create', path: '/notification-channels/create' },
  { name: 'settings', path: '/settings' },
  { name: 'settings-preview', path: '/settings', act: previewRetention },
];

const managementScenes = (ids) => [
  { name: 'users-list', path: '/users' },
  { name: 'user-create', path: '/users/create' },
  { name: 'user-edit', path: `/users/${ids['person:grace']}` },
  { name: 'api-keys-list', path: '/api-keys' },
  { name: 'api-key-create', path: '/api-keys/create' },
  { name: 'tenants-list', path: '/tenants' },
  { name: 'tenant-create', path: '/tenants/create' },
  { name: 'tenant-edit', path: `/tenants/${ids.tenant}` },
  { name: 'audit-events', path: '/audit-events' },
  { name: 'audit-events-verified', path: '/audit-events', act: press('Verify the chain', 'as they were written') },
  { name: 'account', path: '/account' },
];

/** Of a tenant that has nothing yet. */
const emptyScenes = () =>
  [
    '',
    'backups',
    'restores',
    'sources',
    'drills',
    'schedules',
    'schedules/calendar',
    'notification-channels',
    'api-keys',
  ].map((path) => ({
    name: `empty-${path === '' ? 'dashboard' : path.replace('/', '-')}`,
    path: `/${path}`,
    as: 'nora',
  }));

const troubleScenes = (ids) => [
  { name: 'viewer-backups', path: '/backups', as: 'mary' },
  { name: 'viewer-backup', path: `/backups/${ids.backup}/show`, as: 'mary' },
  { name: 'backup-not-there', path: '/backups/018f0000-0000-7000-8000-000000000000/show' },
  { name: 'page-not-there', path: '/no-such-page' },
  { name: 'menu', path: '/', act: openMenu },
];

const listAt = (list, filter) => `/${list}?filter=${encodeURIComponent(JSON.stringify(filter))}`;

/** Presses a button, and waits for a dialog or, where they are given, for words. */
function press(name, words) {
  return async (page) => {
    await page.getByRole('button', { name, exact: true }).first().click();
    await (words === undefined ? page.getByRole('dialog') : page.getByText(words)).first().waitFor();
  };
}

async function signInWrongly(page) {
  await page.getByLabel('E-mail address').fill('ada@example.com');
  await page.getByLabel('Password').fill('not this one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').first().waitFor();
}

async function tickTwo(page) {
  for (const place of [2, 4]) await page.getByRole('row').nth(place).getByRole('checkbox').check();
}

async function deleteTicked(page) {
  await tickTwo(page);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').waitFor();
}

async function previewRetention(page) {
  await page.getByLabel('Newest backups kept').fill('5');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page
    .getByText(/would be deleted/)
    .first()
    .waitFor();
}

async function openMenu(page) {
  await page.getByRole('banner').getByRole('button', { name: /menu$/ }).first().click();
}
