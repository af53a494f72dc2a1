import { DataSource } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { ControlSettings } from '../../config/control-settings.js';
import { VERSION } from '../../config/version.js';
import { dataSourceOptions, schemaOfThisCode } from '../../database/data-source-options.js';
import { readRelease, Release, writeRelease } from '../../database/release.js';
import type { CommandOutput } from './control-commands.js';

const CONTROL_VERSION_HELP = `Usage: npm run control:version [-- --set]

Says which version the instance is at, which one this is, and which workers are alive. Workers of another version than
the instance's take no jobs.

  --set   makes this version the instance's: to go back to an older one that knows the same schema
  --help

Ends with 0: it is told or done; 1: it is not, and the reason is told; 2: the command was not understood.
`;

/** Answers the exit code. Throws AppError or ConfigurationError. */
export async function runControlVersion(
  args: readonly string[],
  load: () => ControlSettings,
  { out, err }: CommandOutput,
): Promise<number> {
  const unknown = args.find((arg) => !['--set', '--help', '-h'].includes(arg));
  if (unknown !== undefined) {
    err(`There is no option ${unknown}. See control:version --help.`);
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    out(CONTROL_VERSION_HELP);
    return 0;
  }
  const dataSource = new DataSource({ ...dataSourceOptions(load().settings.databaseUrl), migrations: [] });
  await dataSource.initialize();
  try {
    const own = new Release(VERSION, schemaOfThisCode());
    const lines = await dataSource.transaction(async (manager) => {
      await manager.query(`SELECT set_config('backstitch.tenant', '*', true)`);
      const current = await readRelease(manager);
      if (args.includes('--set')) {
        assertSettable(own, current);
        await writeRelease(manager, own, null);
      }
      const workers = await manager.query<{ line: string }[]>(
        `SELECT format('worker on %s, process %s: Backstitch %s, %s', host, pid, version,
                       CASE WHEN "parkedBecause" IS NULL THEN 'takes jobs' ELSE 'takes no jobs' END) AS line
           FROM workers WHERE "stoppedAt" IS NULL AND "heartbeatAt" > now() - interval '15 s' ORDER BY host, pid`,
      );
      return [
        `the instance: ${(args.includes('--set') ? own : current)?.toString() ?? 'never started'}`,
        `this: ${own.toString()}`,
        ...workers.map(({ line }) => line),
      ];
    });
    out(`${lines.join('\n')}\n`);
    return 0;
  } finally {
    await dataSource.destroy();
  }
}

function assertSettable(own: Release, current: Release | null): void {
  if (current === null || current.schema === own.schema) return;
  throw new AppError('CONFLICT', `The instance is at ${current.toString()}; this is ${own.toString()}.`, {
    hint:
      current.schema > own.schema
        ? 'An older schema comes back only with a dump: npm run control:restore (docs/operations.md, "Going back").'
        : 'Start this version: it dumps and migrates first.',
  });
}
