import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { WIDTHS } from './options.mjs';

const PATIENCE_MS = 15_000;

/**
 * Photographs pages of the admin page, each whole, as `<scene>-<theme>-<width>.png`; of another language than English its
 * name stands at the end. What goes wrong with one is told, and the others are still taken.
 * @param {{ executablePath: string, baseUrl: string, people: Record<string, { email: string, password: string }>, folder: string, locale: string }} options
 */
export async function startCamera({ executablePath, baseUrl, people, folder, locale }) {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  const isEnglish = locale.startsWith('en');
  const sessions = new Map();

  /** One sign-in for each person, whatever is photographed as them. */
  const sessionOf = (who) => {
    if (!sessions.has(who)) sessions.set(who, signIn(browser, baseUrl, people[who]));
    return sessions.get(who);
  };

  return {
    /** @returns {Promise<string[]>} what went wrong */
    async photograph(scenes, { only, themes, widths }) {
      const wanted = scenes.filter(({ name, act }) => only.test(name) && (isEnglish || act === undefined));
      const problems = [];
      for (const theme of themes) {
        for (const width of widths) {
          for (const scene of wanted) {
            const file = join(folder, `${scene.name}-${theme}-${width}${isEnglish ? '' : `-${locale}`}.png`);
            const context = await browser.newContext({
              baseURL: baseUrl,
              viewport: WIDTHS[width],
              colorScheme: theme,
              locale,
              timezoneId: 'Europe/Berlin',
              reducedMotion: 'reduce',
              storageState: scene.as === null ? undefined : await sessionOf(scene.as ?? 'ada'),
            });
            context.setDefaultTimeout(PATIENCE_MS);
            try {
              for (const said of await take(await context.newPage(), scene, file))
                problems.push(`${scene.name} (${theme}, ${width}): ${said}`);
            } catch (error) {
              problems.push(`${scene.name} (${theme}, ${width}): ${error.message}`);
            } finally {
              await context.close();
            }
          }
        }
      }
      return problems;
    },
    stop: () => browser.close(),
  };
}

async function signIn(browser, baseURL, { email, password }) {
  const context = await browser.newContext({ baseURL });
  const answer = await context.request.post('/api/v1/auth/login', { data: { email, password } });
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${await answer.text()}`);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** @returns {Promise<string[]>} what is wrong with the page that a person might not see in its photograph */
async function take(page, { path, act }, file) {
  const problems = [];
  const isQuiet = watchRequests(page);
  page.on('console', (message) => {
    if (!/status of 4\d\d/.test(message.text())) problems.push(`the console says ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`thrown: ${error.message}`));
  await page.goto(`/admin${path}`);
  await settle(page, isQuiet);
  if (act !== undefined) {
    await act(page);
    await settle(page, isQuiet);
  }
  mkdirSync(join(file, '..'), { recursive: true });
  await page.setViewportSize({ width: page.viewportSize().width, height: await heightOf(page) });
  await settle(page, isQuiet); // charts are drawn anew
  await page.screenshot({ path: file, animations: 'disabled' });
  const excess = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  if (excess > 0) problems.push(`it is ${excess} px too wide`);
  const hidden = await page
    .locator('.RaDataTable-tableWrapper, .MuiTableContainer-root')
    .evaluateAll((places) => Math.max(0, ...places.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)));
  if (hidden > 0) problems.push(`${hidden} px of a table are out of sight`);
  return problems;
}

/** All of the page; of one with a dialog before it as much as somebody sees. */
async function heightOf(page) {
  if ((await page.getByRole('dialog').count()) > 0) return page.viewportSize().height;
  return page.evaluate('Math.max(innerHeight, document.documentElement.scrollHeight)');
}

/** Until it has its heading, and nothing is being loaded or moved any more. */
async function settle(page, isQuiet) {
  await page.locator('h1').first().waitFor();
  await page
    .locator('.MuiSkeleton-root, .MuiCircularProgress-root[aria-hidden]')
    .first()
    .waitFor({ state: 'detached' });
  do await page.waitForTimeout(250);
  while (!isQuiet());
}

/** @returns {() => boolean} whether everything that the page asked for has come; streams go on and on */
function watchRequests(page) {
  const open = new Set();
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') open.add(request);
  });
  for (const event of ['requestfinished', 'requestfailed']) page.on(event, (request) => open.delete(request));
  return () => open.size === 0;
}
