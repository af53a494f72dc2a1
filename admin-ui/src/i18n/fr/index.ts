import raFrench from 'ra-language-french';
import type { Words } from '../en/index.js';
import { backups } from './backups.js';
import { common } from './common.js';
import { records } from './records.js';
import { restorePlan, strategy } from './restore-plan.js';
import { restoreWizard } from './restore-wizard.js';
import { signIn } from './sign-in.js';

const words: Words = {
  bs: { ...common, ...records, sign_in: signIn, plan: restorePlan, strategy, wizard: restoreWizard },
  resources: { backups },
};

export const french = { ...raFrench, ...words };
