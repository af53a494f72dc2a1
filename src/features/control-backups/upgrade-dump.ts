import { resolve } from 'node:path';
import { AppError, toRecordedError } from '../../common/app-error.js';
import type { Settings } from '../../config/settings.js';
import type { Upgrade } from '../../database/control-database.js';
import { ARTIFACT_SUFFIX } from './control-dump-name.js';
import { ControlDumper } from './control-dumper.js';
import { controlTools, openBackupDir } from './control-tools.js';

/**
 * Dumps the control database as it is before pending migrations; answers where the dump lies. Without a dump there is
 * no upgrade: it rejects, saying what to do, and nothing has been changed.
 */
export async function dumpBeforeUpgrade(
  settings: Settings,
  { from, to, pending }: Upgrade,
  say: (line: string) => void,
): Promise<string> {
  const startedAt = performance.now();
  say(
    `Upgrading from ${from?.toString() ?? 'an earlier version'} to ${to.toString()}: dumping the control database, then ` +
      `${pending.length} ${pending.length === 1 ? 'migration' : 'migrations'} (${pending.join(', ')}).`,
  );
  try {
    const { runner, clients } = controlTools(settings);
    const store = await openBackupDir(settings);
    const dump = await new ControlDumper(settings, runner, clients).dump({ kind: 'upgrade', store, say });
    if (dump === null) throw new Error('A dump that waits for its turn ends with a dump.');
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    say(
      `The control database as it was is stored: ${resolve(settings.backupDir, `${dump.base}${ARTIFACT_SUFFIX}`)} (${seconds} s, read back whole).`,
    );
    return dump.base;
  } catch (error) {
    const { code, message, hint } = toRecordedError(error);
    throw new AppError(
      code,
      `Backstitch was not upgraded: its control database could not be dumped first. Nothing has been changed. ${message}`,
      {
        hint: `${hint ?? ''} Mend that and start again; the version that ran before can go on meanwhile.`.trim(),
        cause: error,
      },
    );
  }
}
