/**
 * Where the control database announces (NOTIFY) what changed, when that commits: by triggers (migrations/support/
 * announced-changes.ts), and for the audit trail, whose table is not ours to change, by whoever writes it.
 */
export const CHANGES_CHANNEL = 'backstitch_changes';
