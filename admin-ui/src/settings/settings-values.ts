type Values = Record<string, unknown>;

/** What `PUT /settings` takes, and the form holds. */
const FIELDS = [
  'maxBackups',
  'retentionDays',
  'maxManual',
  'keep',
  'quotaBytes',
  'compression',
  'encryption',
  'autoBackup',
  'rollbackWindowHours',
  'approvalRequired',
  'requireTotp',
  'importMaxBytes',
  'rehearsalMaxHours',
  'maxJobs',
  'backupDirectory',
  'compatibilitySourceId',
];

/** Of these an emptied field is none, and none is `null`: what holds then is said at each. */
const CLEARED = ['rollbackWindowHours', 'rehearsalMaxHours', 'backupDirectory', 'compatibilitySourceId'];

/** Of them those that say what of the backups goes. */
const RETENTION = ['maxBackups', 'retentionDays', 'maxManual', 'keep', 'quotaBytes'];

/** What the form holds: the settings, and the hour and minute of the nightly backup in one field. */
export function settingsValues(settings: Values): Values {
  const { hour, minute } = settings.autoBackup as Values;
  return { ...settings, nightlyAt: [hour, minute].map((part) => String(part).padStart(2, '0')).join(':') };
}

/** Whether by these changes other backups would go than before. */
export function changesRetention(changes: Values): boolean {
  return RETENTION.some((name) => name in changes);
}

/** What the form says of what goes, alike where the same would go. */
export function retentionRules(form: Values): string {
  return JSON.stringify(RETENTION.map((name) => withZeros(form[name])));
}

/** What was changed, and nothing else. Of the others an emptied number is 0: no limit. */
export function settingsChanges(form: Values, before: Values): Values {
  const values = withNightlyTime(form);
  return Object.fromEntries(
    FIELDS.map(
      (name) => [name, CLEARED.includes(name) ? orNull(values[name]) : withZeros(values[name])] as const,
    ).filter(([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name])),
  );
}

function withNightlyTime({ nightlyAt, ...values }: Values): Values {
  if (typeof nightlyAt !== 'string' || nightlyAt === '') return values;
  const [hour, minute] = nightlyAt.split(':').map(Number);
  return { ...values, autoBackup: { ...(values.autoBackup as Values), hour, minute } };
}

function orNull(value: unknown): unknown {
  return value === '' ? null : value;
}

function withZeros(value: unknown): unknown {
  if (value === null || value === '') return 0;
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value as Values).map(([name, each]) => [name, withZeros(each)]));
}
