import raEnglish from 'ra-language-english';
import { account } from './account.js';
import { apiKeys } from './api-keys.js';
import { auditEvents } from './audit-events.js';
import { backups } from './backups.js';
import { common } from './common.js';
import { chart, dashboard } from './dashboard.js';
import { drills } from './drills.js';
import { health } from './health.js';
import { jobs } from './jobs.js';
import { notificationChannels } from './notification-channels.js';
import { records } from './records.js';
import { restorePlan, strategy } from './restore-plan.js';
import { restoreWizard } from './restore-wizard.js';
import { sources } from './sources.js';
import { phaseState, phaseText, restores } from './restores.js';
import { schedules } from './schedules.js';
import { settings } from './settings.js';
import { signIn } from './sign-in.js';
import { tenants } from './tenants.js';
import { users } from './users.js';

/** Every word of the page. What is of one room stands in its file and is called `resources.<room>.…`; what many share, `bs.…`. */
export const english = {
  ...raEnglish,
  ra: { ...raEnglish.ra, auth: { ...raEnglish.ra.auth, logout: 'Sign out' } },
  bs: {
    ...common,
    ...records,
    dashboard,
    chart,
    health,
    sign_in: signIn,
    account,
    plan: restorePlan,
    strategy,
    wizard: restoreWizard,
    phase_text: phaseText,
    phase_state: phaseState,
  },
  resources: {
    backups,
    restores,
    drills,
    users,
    'api-keys': apiKeys,
    tenants,
    'audit-events': auditEvents,
    jobs,
    sources,
    schedules,
    'notification-channels': notificationChannels,
    settings,
  },
};

/** What another language must have: all that English has. */
export type Words = Pick<typeof english, 'bs' | 'resources'>;
