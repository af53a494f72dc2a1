import type { ProcessRunner } from '../../process/process-runner.js';
import type { MigrationRunner, RunnerOutcome, RunOptions } from './migration-runner.js';
import { fillPlaceholders, runnerEnvironment } from './runner-environment.js';
import { supervise } from './supervise.js';

/** One entry of `migrationRunners` in the server's own file. The API can choose one by name; it can never define one. */
export interface MigrationRunnerDefinition {
  /** Program and arguments, no shell. Nothing is filled in here: argv is for everybody to read. */
  command: string[];
  cwd: string;
  /** `{host} {port} {user} {password} {database} {url}` are filled in. Wins over what we set ourselves. */
  env: Record<string, string>;
  timeoutSeconds: number;
  /** Slugs of the tenants that may choose it; `*` is all of them. */
  tenants: string[];
}

/** Runs such a command on the side database. Of our own environment it sees the process runner's whitelist only. */
export class CommandRunner implements MigrationRunner {
  constructor(
    readonly name: string,
    private readonly definition: MigrationRunnerDefinition,
    private readonly processes: ProcessRunner,
  ) {}

  async run(options: RunOptions): Promise<RunnerOutcome> {
    const { target, applicationName, role, unhindered, sessionSettings } = options;
    const [program = '', ...args] = this.definition.command;
    const own = Object.entries(this.definition.env).map(
      ([name, value]) => [name, fillPlaceholders(value, target)] as const,
    );
    const settings = { ...unhindered, ...(role === undefined ? {} : { role }), ...sessionSettings };
    const env = { ...runnerEnvironment(target, applicationName, settings), ...Object.fromEntries(own) };
    const timeoutMs = this.definition.timeoutSeconds * 1000;
    return supervise(this.processes, { program, args, cwd: this.definition.cwd, env, timeoutMs }, options);
  }
}
