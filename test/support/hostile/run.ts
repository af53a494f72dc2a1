import { randomBytes } from 'node:crypto';
import type { AppProcess } from '../app-process.js';
import { seededChance } from '../faults/chance.js';
import { addPerson } from '../people.js';
import { faultsOf } from './judge.js';
import type { OpenApi } from './openapi.js';
import { sendRaw } from './raw-http.js';
import { hostileRequests } from './requests.js';

export interface HostileRun {
  /** What was wrong, with the request that brought it about. */
  faults: string[];
  /** How many answers there were of each status. */
  statuses: Record<string, number>;
  slowestMs: number;
}

const AT_ONCE = 8;

/**
 * Sends so many requests made from the application's own OpenAPI document, and judges each answer; then searches what the
 * process printed. The same seed sends the same requests to the same records.
 * @param ids records that are there, for addresses
 * @param patienceMs an answer that is not whole by then is late
 */
export async function runHostileRequests(
  app: AppProcess,
  { seed, count, ids, patienceMs }: { seed: number; count: number; ids: readonly string[]; patienceMs: number },
): Promise<HostileRun> {
  const document = (await (await fetch(`${app.baseUrl}/api/docs-json`)).json()) as OpenApi;
  const secret = `planted-${randomBytes(12).toString('hex')}`;
  const tokens = await tokensOf(app);
  const secrets = [secret, app.masterKey, app.env.ADMIN_PASSWORD ?? '', ...tokens, passwordOf(app.env.DATABASE_URL)];
  const next = hostileRequests(document, { tokens, ids, secret }, seededChance(seed));
  const port = Number(new URL(app.baseUrl).port);
  const run: HostileRun = { faults: [], statuses: {}, slowestMs: 0 };
  for (let sent = 0; sent < count && run.faults.length < 20; sent += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - sent) }, next);
    await Promise.all(
      batch.map(async (request, index) => {
        const answer = await sendRaw(port, request, patienceMs);
        run.statuses[String(answer.status)] = (run.statuses[String(answer.status)] ?? 0) + 1;
        run.slowestMs = Math.max(run.slowestMs, answer.milliseconds);
        for (const fault of faultsOf(request, answer, secrets)) {
          run.faults.push(`request ${sent + index}: ${fault}\n${request.says}\n→ ${answer.body.slice(0, 400)}`);
        }
      }),
    );
  }
  const printed = app.process.stdout + app.process.stderr;
  for (const each of secrets)
    if (printed.includes(each)) run.faults.push(`a secret in the log: ${around(printed, each)}`);
  return run;
}

async function tokensOf(app: AppProcess): Promise<string[]> {
  const people = await Promise.all(
    (['viewer', 'operator', 'admin', 'superadmin'] as const).map(async (role) => {
      const email = `${role}-${randomBytes(6).toString('hex')}@hostile.test`;
      await addPerson(app, { role, email });
      const { body } = await app.anonymous.post<{ accessToken: string }>('/auth/login', {
        email,
        password: 'a-password-for-tests',
      });
      return body.accessToken;
    }),
  );
  return people;
}

function passwordOf(url = ''): string {
  return decodeURIComponent(new URL(url).password);
}

/** Where it stands, without itself. */
function around(text: string, secret: string): string {
  const at = text.indexOf(secret);
  return `${text.slice(Math.max(0, at - 300), at)}…${text.slice(at + secret.length, at + secret.length + 100)}`;
}
