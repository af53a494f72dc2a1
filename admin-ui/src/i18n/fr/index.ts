import raFrench from 'ra-language-french';
import type { Words } from '../en/index.js';
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
import { unbroken } from './unbroken.js';
import { users } from './users.js';

const words: Words = {
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

export const french = unbroken({ ...raFrench, ...words });
