import type { AppHistory, CodeMigrations, FrameworkName, FrameworkState, MigrationState } from './migration-state.js';

/** One migrations table, as each of the sides has it. */
export interface AlignedTable {
  framework: FrameworkName;
  backup: FrameworkState | null;
  live: FrameworkState | null;
  /** The code that this table records, its apps named as the table names them. */
  code: CodeMigrations | null;
  /** Goes before the app's name where several tables of a framework would make it ambiguous. */
  label: string | null;
}

/**
 * Pairs the tables of the sides. By name first; of what is left, one on either side is the same table in another
 * schema. Django's code belongs to every table (one per tenant's schema); TypeORM's to exactly one.
 */
export function alignTables(
  backup: MigrationState,
  code: readonly CodeMigrations[],
  live: MigrationState,
): AlignedTable[] {
  const frameworks = new Set([...backup.frameworks, ...live.frameworks, ...code].map((part) => part.framework));
  return [...frameworks].flatMap((framework) => {
    const ofFramework = <T extends { framework: FrameworkName }>(parts: readonly T[]): T[] =>
      parts.filter((part) => part.framework === framework);
    const tables = pair(framework, ofFramework(backup.frameworks), ofFramework(live.frameworks));
    attachCode(framework, tables, ofFramework(code));
    if (framework === 'django' && tables.length > 1)
      for (const table of tables) table.label = (table.live ?? table.backup)?.table ?? null;
    return tables;
  });
}

export function appOf(state: FrameworkState | null, app: string): AppHistory | undefined {
  return state?.apps.find((history) => history.app === app);
}

function pair(framework: FrameworkName, backup: FrameworkState[], live: FrameworkState[]): AlignedTable[] {
  const free = new Set(live);
  const tables = backup.map((state): AlignedTable => {
    const same = live.find((candidate) => candidate.table === state.table) ?? null;
    if (same) free.delete(same);
    return { framework, backup: state, live: same, code: null, label: null };
  });
  const unpaired = tables.filter((table) => table.live === null);
  const [onlyUnpaired] = unpaired;
  const [onlyFree] = free;
  if (unpaired.length === 1 && free.size === 1 && onlyUnpaired && onlyFree) {
    onlyUnpaired.live = inTheNamesOf(onlyUnpaired.backup, onlyFree);
    free.delete(onlyFree);
  }
  for (const state of free) tables.push({ framework, backup: null, live: state, code: null, label: null });
  return tables;
}

function attachCode(framework: FrameworkName, tables: AlignedTable[], code: CodeMigrations[]): void {
  const [one] = code;
  if (!one) return;
  if (tables.length === 0) {
    tables.push({ framework, backup: null, live: null, code: one, label: null });
  } else if (framework === 'django') {
    for (const table of tables) table.code = tables.length === 1 ? one : onlyAppsOf(table, tables, one);
  } else {
    const table = tableOfCode(tables, one);
    const app = table.backup?.apps[0]?.app ?? table.live?.apps[0]?.app;
    table.code = app === undefined ? one : { ...one, apps: one.apps.map((list) => ({ ...list, app })) };
  }
}

/** TypeORM's code names its table by an option, or not at all; any other table is then somebody else's. */
function tableOfCode(tables: AlignedTable[], code: CodeMigrations): AlignedTable {
  const wanted = code.apps[0]?.app ?? 'migrations';
  const names = tables.map((table) => ({ table, name: table.backup?.table ?? table.live?.table ?? '' }));
  const found =
    names.find(({ name }) => name === wanted) ??
    names.find(({ name }) => unquoted(name) === unquoted(wanted)) ??
    names.find(({ name }) => name === `public.${wanted}`) ??
    names[0];
  if (!found) throw new RangeError('there is no table to choose from');
  return found.table;
}

/** With a table per tenant's schema, an app that some schema has is expected only where it is; one that none has, everywhere. */
function onlyAppsOf(table: AlignedTable, tables: AlignedTable[], code: CodeMigrations): CodeMigrations {
  const has = (candidate: AlignedTable, app: string): boolean =>
    Boolean(appOf(candidate.backup, app) ?? appOf(candidate.live, app));
  return { ...code, apps: code.apps.filter(({ app }) => has(table, app) || !tables.some((other) => has(other, app))) };
}

function inTheNamesOf(backup: FrameworkState | null, live: FrameworkState): FrameworkState {
  const app = backup?.framework === 'typeorm' ? backup.apps[0]?.app : undefined;
  return app === undefined ? live : { ...live, apps: live.apps.map((history) => ({ ...history, app })) };
}

function unquoted(table: string): string {
  return table.replaceAll('"', '');
}
