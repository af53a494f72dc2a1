import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { ADMIN, type AppOptions, type AppProcess, startApp } from '../../support/app-process.js';

/** As a person has it on a desk; a phone is 360 × 780. */
const WIDE = { width: 1440, height: 900 };
export const PHONE = { width: 360, height: 780 };
/** The application does the work while other tests have the processor, too. */
const PATIENCE_MS = 30_000;

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** What the console said and no one expected: every one is a fault. */
  readonly complaints: string[];
}

export interface Desk {
  readonly app: AppProcess;
  /**
   * A browser of its own, on the page's sign-in unless another address is given. What the browser's console may say, as
   * patterns, is `mayComplain`.
   */
  open(options?: BrowserContextOptions, mayComplain?: RegExp[], path?: string): Promise<Visit>;
  /** The same, signed in. */
  signIn(
    who?: { email: string; password: string },
    options?: BrowserContextOptions,
    mayComplain?: RegExp[],
  ): Promise<Visit>;
}

/** At the top of a test file: one application and one browser for all of it; at the end every console was silent. */
export function useDesk(options: AppOptions = {}): Desk {
  let app: AppProcess;
  let browser: Browser;
  const visits: Visit[] = [];

  beforeAll(async () => {
    app = await startApp(options);
    browser = await chromium.launch({
      executablePath: chromiumOfTests(),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  });
  // What stays open goes on drawing, and takes the processor of the tests after it.
  afterEach(async () => {
    await Promise.all(visits.map(({ context }) => context.close()));
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
    expect(visits.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  const desk: Desk = {
    get app() {
      return app;
    },
    async open(contextOptions = {}, mayComplain = [], path = '/admin') {
      const context = await browser.newContext({
        viewport: WIDE,
        locale: 'en-GB',
        baseURL: app.baseUrl,
        reducedMotion: 'reduce', // nothing to wait for, and each picture is drawn by the processor here
        ...contextOptions,
      });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      const visit = { page, context, complaints: listen(page, mayComplain) };
      visits.push(visit);
      await page.goto(path);
      return visit;
    },
    async signIn(who = ADMIN, contextOptions = {}, mayComplain = []) {
      const visit = await desk.open(contextOptions, mayComplain);
      await fillSignIn(visit.page, who);
      await visit.page.getByRole('banner').waitFor();
      return visit;
    },
  };
  return desk;
}

export async function fillSignIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Debian's; scripts/test.mjs finds or installs it. */
function chromiumOfTests(): string {
  const path = process.env.BACKSTITCH_TEST_CHROMIUM;
  if (path === undefined) throw new Error('Run the tests by `npm test`: it says where Chromium is.');
  return path;
}

/** A browser says of every answer that is an error that it is one: these are shown by the page, and no fault of it. */
const OF_ANSWERS = /Failed to load resource: the server responded with a status of 4\d\d/;

function listen(page: Page, mayComplain: RegExp[]): string[] {
  const complaints: string[] = [];
  const isMeant = (text: string): boolean => [OF_ANSWERS, ...mayComplain].some((pattern) => pattern.test(text));
  page.on('console', (message) => {
    if (!isMeant(message.text())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    complaints.push(`thrown: ${error.message}`);
  });
  return complaints;
}
