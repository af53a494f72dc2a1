import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AppError } from '../../../common/app-error.js';
import type { ProcessRunner } from '../../process/process-runner.js';
import { locateTypeormMigrations } from '../adapters/typeorm-files.js';
import { isTypeScript } from '../adapters/typeorm-parser.js';
import type { MigrationRunner, RunnerOutcome, RunOptions } from './migration-runner.js';
import { runnerEnvironment } from './runner-environment.js';
import { supervise } from './supervise.js';
import { REPORT_MARK, type ChildReport, type ChildTask } from './typeorm-child-protocol.js';

export interface TypeormRunnerOptions {
  /** The folder of the migrations. */
  codePath: string;
  /** As the source names it; absent: `migrations`, in whatever schema it stands. */
  table?: string;
  /** Default one hour. */
  timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 60 * 60 * 1000;

/**
 * The built-in runner. The project's code runs in a child process that knows nothing of ours but the side database;
 * only files that hold a migration are loaded. TypeScript needs no build of the project, and a project that has no
 * TypeORM installed next to its migrations gets ours.
 */
export class TypeormRunner implements MigrationRunner {
  readonly name = 'typeorm';

  constructor(
    private readonly options: TypeormRunnerOptions,
    private readonly processes: ProcessRunner,
  ) {}

  async run(options: RunOptions): Promise<RunnerOutcome> {
    const { codePath, table, timeoutMs = DEFAULT_TIMEOUT_MS } = this.options;
    const migrations = await locateTypeormMigrations(codePath);
    if (migrations.length === 0) {
      throw new AppError('INVALID_PARAMETER', `There are no TypeORM migrations in the code path ${codePath}.`, {
        hint: 'codePath is the folder of the migrations, as *.ts or compiled.',
      });
    }
    const child = childFile();
    const task: ChildTask = {
      target: options.target,
      applicationName: options.applicationName,
      migrations,
      ...(options.role === undefined ? {} : { role: options.role }),
      ...(options.unhindered === undefined ? {} : { settings: options.unhindered }),
      ...(table === undefined ? {} : { table }),
    };
    const needsCompiler = isTypeScript(child) || migrations.some(({ path }) => isTypeScript(path));
    return supervise(
      this.processes,
      {
        program: process.execPath,
        args: [...(needsCompiler ? ['--import', tsxLoader()] : []), child],
        cwd: codePath,
        env: runnerEnvironment(options.target, options.applicationName),
        timeoutMs,
        input: JSON.stringify(task),
        takesLine: (line) => takeReport(line, options),
      },
      options,
    );
  }
}

function takeReport(line: string, { onMigration, onLine }: RunOptions): boolean {
  if (!line.startsWith(REPORT_MARK)) return false;
  const report = JSON.parse(line.slice(REPORT_MARK.length)) as ChildReport;
  onMigration?.(report);
  onLine?.(`${report.name}: ${report.durationMs} ms`, 'stdout');
  return true;
}

/** Next to this file: as TypeScript where this one is (tests), compiled in `dist`. */
function childFile(): string {
  const own = fileURLToPath(import.meta.url);
  return own.replace(/typeorm-runner\.(ts|js)$/, 'typeorm-child.$1');
}

/** By its path: the project's folder cannot resolve a package of ours. */
function tsxLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}
