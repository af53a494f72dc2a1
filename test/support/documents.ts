import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ClientPrograms } from '../../src/platform/postgres/client-programs.js';
import { ProcessRunner } from '../../src/platform/process/process-runner.js';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** What a reader would copy: every `sh` block below a heading of a document of the repository, in order. */
export function commandsUnder(document: string, heading: string): string {
  const blocks: string[] = [];
  let isUnder = false;
  let block: string[] | null = null;
  let indent = '';
  for (const line of readFileSync(`${REPOSITORY}${document}`, 'utf8').split('\n')) {
    if (block !== null) {
      if (line === `${indent}\`\`\``) {
        blocks.push(block.join('\n'));
        block = null;
      } else block.push(line.startsWith(indent) ? line.slice(indent.length) : line);
    } else if (/^#+ /.test(line)) isUnder = line.replace(/^#+ /, '') === heading;
    else if (isUnder && line.trim() === '```sh') {
      block = [];
      indent = line.slice(0, line.indexOf('`'));
    }
  }
  if (blocks.length === 0) throw new Error(`${document} has no commands under "${heading}".`);
  return `${blocks.join('\n')}\n`;
}

/** Puts values where the document has placeholders. Each must occur, or the document has changed under the test. */
export function fillIn(commands: string, values: Record<string, string>): string {
  return Object.entries(values).reduce((text, [placeholder, value]) => {
    if (!text.includes(placeholder)) throw new Error(`The commands do not have ${placeholder}:\n${text}`);
    return text.replaceAll(placeholder, value);
  }, commands);
}

export interface ShellResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Runs commands as a person would who stops at the first that fails. `env` is all of the environment but HOME and PATH,
 * which has PostgreSQL's programs even where their package leaves them out of it.
 */
export async function runShell(commands: string, env: Record<string, string>, cwd = REPOSITORY): Promise<ShellResult> {
  const programs = await new ClientPrograms(new ProcessRunner(process.env)).installed();
  const path = [process.env.PATH, ...programs.map(({ pgDump }) => dirname(pgDump))].join(delimiter);
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-euo', 'pipefail', '-c', commands], {
      cwd,
      env: { HOME: process.env.HOME, ...env, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject).once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}
