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

/** What was changed, and nothing else. Of the others an emptied number is 0: no limit. */
export function settingsChanges(values: Values, before: Values): Values {
  return Object.fromEntries(
    FIELDS.map(
      (name) => [name, CLEARED.includes(name) ? orNull(values[name]) : withZeros(values[name])] as const,
    ).filter(([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name])),
  );
}

function orNull(value: unknown): unknown {
  return value === '' ? null : value;
}

function withZeros(value: unknown): unknown {
  if (value === null || value === '') return 0;
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value as Values).map(([name, each]) => [name, withZeros(each)]));
}
