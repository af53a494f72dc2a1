/** The form's values, and the requests that they make. */
type Values = Record<string, unknown>;

const OF_BACKUPS = ['description', 'appVersion', 'tags', 'fingerprints'];

export const NEW_SCHEDULE = {
  action: 'backup',
  kind: 'cron',
  cron: '0 3 * * *',
  every: '6h',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  enabled: true,
  runAtStart: false,
  fingerprints: false,
  window: null,
};

/** What `POST /schedules` takes. */
export function scheduleRequest(values: Values): Values {
  const isBackup = values.action !== 'drill';
  return present({
    sourceId: values.sourceId,
    action: values.action,
    ...common(values),
    ...(isBackup ? Object.fromEntries(OF_BACKUPS.map((name) => [name, values[name]])) : {}),
  });
}

/** What `PATCH /schedules/:id` takes: what is the same stays out, for another timing counts from now on. */
export function scheduleChanges(values: Values, before: Values): Values {
  const wanted: Values = { ...common(values), window: windowOf(values.window) };
  if (before.action !== 'drill')
    for (const name of OF_BACKUPS) wanted[name] = values[name] === '' ? null : values[name];
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name]),
    ),
  );
}

/** What `POST /schedules/preview` takes: what decides when it runs. @param id of the schedule that is changed */
export function previewRequest(values: Values, id: string | undefined): Values {
  const { cron, every, timeZone, enabled, window } = common(values);
  const owner = id === undefined ? { sourceId: values.sourceId, action: values.action } : { scheduleId: id };
  const timing = present({ cron, every, timeZone, enabled, ...owner });
  return { ...timing, window: window ?? null };
}

function common({ name, kind, cron, every, timeZone, enabled, runAtStart, window }: Values): Values {
  const times = kind === 'every' ? { every } : { cron };
  return present({ name, ...times, timeZone, enabled, runAtStart, window: windowOf(window) });
}

function windowOf(window: unknown): Values | null {
  const { from, to, timeZone } = (window ?? {}) as Values;
  return from === undefined || from === '' || from === null ? null : present({ from, to, timeZone });
}

function present(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== '' && value !== null && value !== undefined),
  );
}
