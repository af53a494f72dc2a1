/** The form's values, and the request that they make. Empty fields are left out: the server's own rule holds for them. */
type Values = Record<string, unknown>;

export const NEW_SOURCE = {
  name: '',
  database: { host: '', port: 5432, database: '', user: '', password: '', sslMode: 'prefer' },
  migrations: { framework: 'auto' },
  retention: null,
};

/** What `POST /sources` takes. */
export function sourceRequest({ name, database, appVersion, migrations, retention }: Values): Values {
  return withoutEmpty({
    name,
    database: withoutEmpty(database as Values),
    appVersion,
    migrations: withoutEmpty(migrations as Values),
    retention: rulesOf(retention),
  });
}

/** What `PATCH /sources/:id` takes: of the database what was changed, for another address wants the password again. */
export function sourceChanges(values: Values, before: Values): Values {
  const given = values.database as Values;
  // Of what was taken away the server keeps what it had: its own default is asked for by name.
  const maintenanceDatabase =
    (given.maintenanceDatabase as string) || (given.database === 'postgres' ? 'template1' : 'postgres');
  const known = before.database as Values;
  const database = changed(
    withoutEmpty({ ...given, ...('maintenanceDatabase' in known ? { maintenanceDatabase } : {}) }, ['hasPassword']),
    known,
  );
  const migrations = withoutEmpty(values.migrations as Values);
  const retention = rulesOf(values.retention) ?? null;
  return changed(
    {
      name: values.name,
      appVersion: values.appVersion === '' ? null : values.appVersion,
      migrations,
      retention,
      ...(Object.keys(database).length === 0 ? {} : { database }),
    },
    { ...before, database: undefined },
  );
}

function rulesOf(retention: unknown): Values | undefined {
  if (retention === null || retention === undefined) return undefined;
  const { keep, ...limits } = retention as Values;
  const kept = withoutEmpty((keep ?? {}) as Values);
  return { ...withoutEmpty(limits), ...(Object.keys(kept).length === 0 ? {} : { keep: kept }) };
}

function withoutEmpty(values: Values, names: string[] = []): Values {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => value !== '' && value !== null && value !== undefined && !names.includes(name),
    ),
  );
}

function changed(now: Values, before: Values): Values {
  return Object.fromEntries(
    Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
  );
}
