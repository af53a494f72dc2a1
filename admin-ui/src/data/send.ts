import type { Problem } from '../api/client.js';
import { session } from './session.js';

/** A second click comes within that time, and nobody means the same change twice. */
const SAME_FOR_MS = 1_000;

interface Sent {
  what: string;
  answer: Promise<Response>;
  /** As `performance.now()` counts. */
  until: number;
}

let last: Sent | null = null;

/**
 * How the requests of this page reach the server. The same change, asked for twice at once, is made once, and both get its
 * answer: a double click, a key held down. What finds the session ended waits until it has begun again.
 */
export async function send(request: Request): Promise<Response> {
  if (request.method === 'GET') return inSession(request);
  const what = `${request.method} ${request.url} ${await request.clone().text()}`;
  if (last?.what !== what || performance.now() > last.until) {
    const sent: Sent = { what, answer: inSession(request), until: Infinity };
    const isOver = (ok: boolean): void => {
      sent.until = ok ? performance.now() + SAME_FOR_MS : 0;
    };
    sent.answer.then(
      ({ ok }) => {
        isOver(ok);
      },
      () => {
        isOver(false);
      },
    );
    last = sent;
  }
  return (await last.answer).clone();
}

/** Signing in and out are what ends and begins sessions. */
const OF_SESSIONS = /\/auth\/log(in|out)$/;

async function inSession(request: Request): Promise<Response> {
  const again = request.clone();
  const answer = await fetch(request);
  if ((answer.status !== 401 && answer.status !== 403) || !session.isKept || OF_SESSIONS.test(request.url))
    return answer;
  const code = await codeOf(answer.clone());
  if (code === 'UNAUTHENTICATED') await session.toBeginAgain();
  else if (code !== 'CSRF_FAILED' || !(await isRenewed())) return answer;
  if (session.csrfToken !== null) again.headers.set('x-csrf-token', session.csrfToken);
  return fetch(again);
}

async function codeOf(answer: Response): Promise<Problem['code'] | null> {
  const isProblem = answer.headers.get('content-type')?.includes('problem+json') === true;
  return isProblem ? ((await answer.json()) as Problem).code : null;
}

/** The cookie is of a newer session, begun in another tab: of the same person we take it over. */
async function isRenewed(): Promise<boolean> {
  const before = session.me;
  const answer = await fetch('/api/v1/auth/me');
  if (!answer.ok) return false;
  const me = (await answer.json()) as NonNullable<typeof before>;
  if (me.id !== before?.id) {
    location.reload(); // what is shown is for somebody else's eyes
    return false;
  }
  session.begin(me);
  return true;
}
