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
  'maxJobs',
];

/** What was changed, and nothing else. An emptied number is none: 0, no limit. */
export function settingsChanges(values: Values, before: Values): Values {
  return Object.fromEntries(
    FIELDS.filter((name) => JSON.stringify(values[name]) !== JSON.stringify(before[name])).map((name) => [
      name,
      name === 'rollbackWindowHours' ? values[name] : withZeros(values[name]),
    ]),
  );
}

function withZeros(value: unknown): unknown {
  if (value === null || value === '') return 0;
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value as Values).map(([name, each]) => [name, withZeros(each)]));
}
