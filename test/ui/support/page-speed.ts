import { eventually } from '../../support/eventually.js';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';

/** On what a page is opened: a desk near the server, and what Lighthouse takes for a phone. */
export const DEVICES = {
  desk: { cpuSlowdown: 1, network: null },
  // 1.6 Mbit/s and 150 ms; a processor a quarter as fast as this one.
  phone: { cpuSlowdown: 4, network: { latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 } },
} as const;
export type Device = keyof typeof DEVICES;

export interface PageSpeed {
  /** When what is largest on the page stood there, in ms after the address was entered. */
  largestPaintMs: number;
  /** For how long tasks kept the page from answering: of each longer than 50 ms, what is over. */
  blockingMs: number;
  /** What jumped, by how far: the largest burst of Web Vitals' cumulative layout shift. */
  layoutShift: number;
  /** What jumped far: the words it begins with, and from which height to which. */
  jumped: string[];
  /** Everything that came over the wire, as it came. */
  loadedBytes: number;
}

/** Long enough for every list on a page to have come after its heading. */
const QUIET_MS = 1_500;
/** A log of 100,000 lines takes its time on the network of a phone. */
const LONGEST_LOAD_MS = 240_000;

/** Before the first page of a context: whatever is opened in it is watched. */
export async function watchSpeed(context: BrowserContext): Promise<void> {
  await context.addInitScript(`
    window.seen = { paint: 0, blocking: 0, shift: 0, jumped: [], lastAt: 0 };
    const see = (type, look) => new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) { look(entry); window.seen.lastAt = performance.now(); }
    }).observe({ type, buffered: true });
    see('largest-contentful-paint', ({ startTime }) => { window.seen.paint = startTime; });
    see('longtask', ({ duration }) => { window.seen.blocking += duration - 50; });
    const placeOf = ({ node, previousRect, currentRect }) =>
      (node?.textContent ?? '').trim().slice(0, 30) + ' ' + previousRect.y + '→' + currentRect.y;
    let burst = { from: 0, to: 0, value: 0 };
    see('layout-shift', ({ startTime, value, hadRecentInput, sources }) => {
      if (hadRecentInput) return;
      if (value > 0.01) window.seen.jumped.push(...sources.map(placeOf));
      const goesOn = startTime - burst.to < 1000 && startTime - burst.from < 5000;
      burst = goesOn ? { ...burst, to: startTime, value: burst.value + value } : { from: startTime, to: startTime, value };
      window.seen.shift = Math.max(window.seen.shift, burst.value);
    });
    see('resource', () => {});`);
}

/** Opens a page with nothing in the browser's cache, and waits until nothing comes and nothing moves any more. */
export async function speedOf(page: Page, path: string, device: Device): Promise<PageSpeed> {
  const session = await page.context().newCDPSession(page);
  await actAs(session, device);
  await session.send('Network.clearBrowserCache');
  await page.goto(path);
  await page.locator('h1').first().waitFor();
  await page.locator('.MuiSkeleton-root').first().waitFor({ state: 'detached' });
  await eventually(
    'nothing comes any more',
    () => page.evaluate<boolean>(`performance.now() - window.seen.lastAt > ${QUIET_MS}`),
    LONGEST_LOAD_MS,
  );
  const speed = await page.evaluate<PageSpeed>(`({
    largestPaintMs: window.seen.paint,
    blockingMs: window.seen.blocking,
    layoutShift: window.seen.shift,
    jumped: window.seen.jumped,
    loadedBytes: [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .reduce((sum, { transferSize }) => sum + transferSize, 0),
  })`);
  await session.detach();
  return speed;
}

async function actAs(session: CDPSession, device: Device): Promise<void> {
  const { cpuSlowdown, network } = DEVICES[device];
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    ...(network ?? { latency: 0, downloadThroughput: -1, uploadThroughput: -1 }),
  });
}

/**
 * How long somebody waits for what they did: until what they want to see is there, and has been painted.
 * @returns ms
 */
export async function timeOf(page: Page, act: () => Promise<void>, seen: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await act();
  await seen();
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
  return performance.now() - startedAt;
}

/** While something is scrolled through from end to end: the longest time between two pictures, in ms. */
export function longestFrame(page: Page, selector: string): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const box = document.querySelector(${JSON.stringify(selector)});
    const steps = 60;
    let step = 0, longest = 0, before = performance.now();
    const next = (now) => {
      if (step > 1) longest = Math.max(longest, now - before);
      before = now;
      step += 1;
      if (step > steps) return resolve(longest);
      box.scrollTop = ((box.scrollHeight - box.clientHeight) * step) / steps;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  })`);
}
