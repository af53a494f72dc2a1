import { expect } from '@jest/globals';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

interface Finding {
  id: string;
  impact: string;
  help: string;
  nodes: { target: string[]; failureSummary: string }[];
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A cell of react-admin's own that nothing can name: it opens all rows at once, for the mouse alone. */
const NAMELESS = '.RaDataTable-expandHeader';

/** axe finds nothing serious on what the page shows now. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await faultsOf(page)).toEqual([]);
}

/** What axe finds on what the page shows now, and is serious; each with the address. */
export async function faultsOf(page: Page): Promise<string[]> {
  return faultsWhere(page, ({ impact }) => impact === 'serious' || impact === 'critical');
}

/** The same, however little it matters. @param except rules that are not asked for */
export async function allFaultsOf(page: Page, except: string[] = []): Promise<string[]> {
  return faultsWhere(page, ({ id }) => !except.includes(id));
}

async function faultsWhere(page: Page, counts: (finding: Finding) => boolean): Promise<string[]> {
  // Once for each document, and not as an element: the page's policy would not let it in.
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(axe.source);
  const findings = await page.evaluate<Finding[]>(
    `axe.run({ exclude: ['${NAMELESS}'] }, ${JSON.stringify({ runOnly: RULES, resultTypes: ['violations'] })}).then((found) => found.violations)`,
  );
  const { pathname, search } = new URL(page.url());
  return findings.filter(counts).map((finding) => `${pathname}${search}: ${describe(finding)}`);
}

function describe({ id, help, nodes }: Finding): string {
  return `${id}: ${help}\n${nodes.map(({ target, failureSummary }) => `  ${target.join(' ')}: ${failureSummary}`).join('\n')}`;
}

/** By how many pixels it is wider than its window. */
export function excessOf(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** By how many pixels its widest table is wider than the place it has, in which the rest lies out of sight. */
export function hiddenOfTables(page: Page): Promise<number> {
  return page
    .locator('.RaDataTable-tableWrapper, .MuiTableContainer-root')
    .evaluateAll((places) => Math.max(0, ...places.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)));
}

/** Nothing scrolls sideways but what is meant to. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await excessOf(page)).toBeLessThanOrEqual(0);
}
