import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_MS = 60_000;
const STOP_MS = 40_000;

/** One process of the built application, main or worker, with what it printed. */
export class ServerProcess {
  stdout = '';
  stderr = '';
  private readonly exited: Promise<number | string>;

  private constructor(
    private readonly child: ChildProcess,
    /** What it was started with, besides PATH and HOME. */
    readonly env: Readonly<Record<string, string>>,
  ) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exited = once(child, 'exit').then(([code, signal]: unknown[]) =>
      typeof code === 'number' ? code : String(signal),
    );
    running.add(child);
    child.once('exit', () => running.delete(child));
  }

  /**
   * Starts `dist/app/<entry>.js` with exactly this environment; of another release, where its root is given; by a program
   * that ends in `exec`, where one is named.
   */
  static spawn(
    entry: 'main' | 'worker' | 'cli',
    env: Record<string, string>,
    args: string[] = [],
    root = ROOT,
    through: readonly string[] = [],
  ): ServerProcess {
    const file = `${root}dist/app/${entry}.js`;
    if (!existsSync(file)) throw new Error(`${file} is not built. \`npm run build\` builds it.`);
    const [program = '', ...words] = [...through, process.execPath, file, ...args];
    return ServerProcess.spawnProgram(program, words, { env, cwd: root });
  }

  /** Any program that ends in the application. */
  static spawnProgram(
    program: string,
    args: readonly string[],
    { env, cwd }: { env: Record<string, string>; cwd: string },
  ): ServerProcess {
    return new ServerProcess(
      spawn(program, args, {
        cwd,
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
      env,
    );
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('The process was not started.');
    return this.child.pid;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves with the match once standard output has it. Throws, with what was printed, when the process ends before. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    const deadline = Date.now() + START_MS;
    for (;;) {
      const match = pattern.exec(this.stdout);
      if (match !== null) return match;
      if (!this.isRunning || Date.now() > deadline) {
        throw new Error(`The process never printed ${String(pattern)}.\n${this.stdout}\n${this.stderr.slice(-4_000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** The exit code, or the name of the signal that ended it. */
  async ended(): Promise<number | string> {
    return this.exited;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** SIGTERM; resolves with the exit code. A process that does not end is killed and reported. */
  async stop(): Promise<number | string> {
    if (!this.isRunning) return this.exited;
    const late = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    this.child.kill('SIGTERM');
    const code = await this.exited;
    clearTimeout(late);
    return code;
  }
}

/** A test run that is broken off leaves nothing behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
