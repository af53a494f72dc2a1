import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { ADMIN } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { allFaultsOf } from './support/accessibility.js';
import { PHONE, useDesk } from './support/desk.js';

const desk = useDesk();
let channel: string;

beforeAll(async () => {
  const { body } = await desk.app.api.post<{ id: string }>('/notification-channels', {
    name: 'ops',
    kind: 'slack',
    url: 'https://hooks.slack.com/x',
  });
  channel = body.id;
});

const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(`document.activeElement.tagName + ' ' + document.activeElement.textContent`);

const isFocused = async (locator: Locator): Promise<boolean> =>
  (await locator.and(locator.page().locator(':focus')).count()) === 1;

/** The ring around it, or around what stands for it, once the keyboard is there. */
async function ringOf(control: Locator): Promise<string> {
  await control.page().keyboard.press('Shift');
  await control.focus();
  return control.page()
    .evaluate<string>(`new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const it = document.activeElement;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(it.closest('.Mui-focusVisible') ?? it);
    resolve([outlineStyle, outlineWidth, outlineColor].join(' '));
  })))`);
}

describe('where the keyboard is', () => {
  const RINGS = { light: 'solid 2px rgb(13, 92, 99)', dark: 'solid 2px rgb(111, 208, 195)' } as const;
  const ON_THE_BAR = { light: 'solid 2px rgb(255, 255, 255)', dark: 'solid 2px rgb(229, 238, 236)' } as const;

  it.each(['light', 'dark'] as const)('is seen at every kind of control, %s', async (colorScheme) => {
    const { page } = await desk.signIn(ADMIN, { colorScheme });
    await page.goto('/admin/users');
    await page.getByRole('cell', { name: ADMIN.email }).waitFor();
    const controls = [
      page.getByRole('link', { name: 'Add a person' }),
      page.getByRole('menuitem', { name: 'Backups' }),
      page.getByRole('columnheader').getByRole('button').first(),
    ];
    const rings: string[] = [];
    for (const control of controls) rings.push(await ringOf(control));
    expect(rings).toEqual(controls.map(() => RINGS[colorScheme]));
    expect(await ringOf(page.getByRole('banner').getByRole('link'))).toBe(ON_THE_BAR[colorScheme]);
    await page.goto('/admin/users/create');
    await page.getByRole('radio').first().waitFor();
    expect(await ringOf(page.getByRole('radio').first())).toBe(RINGS[colorScheme]);
    await page.goto(`/admin/notification-channels/${channel}/show`);
    expect(await ringOf(page.getByRole('tab').first())).toBe(RINGS[colorScheme]);
  });

  it('is seen in forced colours, and so is the page that is open', async () => {
    const { page } = await desk.signIn(ADMIN, { forcedColors: 'active' });
    await page.goto('/admin/users');
    expect(await ringOf(page.getByRole('link', { name: 'Add a person' }))).toMatch(/^solid 2px/);
    const open = `getComputedStyle(document.querySelector('[role=menuitem][aria-current=page]')).borderInlineStartWidth`;
    expect(await page.evaluate(open)).toBe('4px');
  });
});

describe('the focus', () => {
  it('stays on a button that is busy, which does not ask again meanwhile', async () => {
    const { page } = await desk.signIn();
    let answer: () => void = () => undefined;
    const mayAnswer = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let asked = 0;
    await page.route('**/audit-events/verify', async (route) => {
      asked += 1;
      await mayAnswer;
      await route.continue();
    });
    await page.goto('/admin/audit-events');
    const button = page.getByRole('button', { name: 'Verify the chain' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.locator('button[aria-busy=true]').waitFor();
    await page.keyboard.press('Enter');
    expect(await isFocused(button)).toBe(true);
    answer();
    await page.getByText(/all of them as they were written/).waitFor();
    expect(await isFocused(button)).toBe(true);
    expect(asked).toBe(1);
  });

  it('goes to the heading of the page that is gone to, and nowhere by a first load or within a page', async () => {
    const { page } = await desk.signIn();
    await page.goto('/admin/backups');
    await page.getByRole('heading', { name: 'Backups', level: 1 }).waitFor();
    expect(await focused(page)).toMatch(/^BODY/);
    await page.getByRole('menuitem', { name: 'People' }).click();
    await eventually('the heading', async () => (await focused(page)) === 'H1 People');
    await page.getByRole('link', { name: ADMIN.email }).click();
    await eventually('the heading of the person', async () => (await focused(page)) === `H1 ${ADMIN.email}`);
    await page.goBack();
    await eventually('the heading again', async () => (await focused(page)) === 'H1 People');
    const search = page.getByRole('textbox', { name: 'Search' });
    await search.fill('admin');
    await page.waitForURL(/filter=/);
    expect(await isFocused(search)).toBe(true);
  });

  it('does so from the menu of a phone, too', async () => {
    const { page } = await desk.signIn(ADMIN, { viewport: PHONE });
    await page.getByRole('button', { name: 'Open menu' }).click();
    await page.getByRole('menuitem', { name: 'People' }).click();
    await eventually('the heading', async () => (await focused(page)) === 'H1 People');
  });

  it('opens a part of a record by the space bar, and stays on its tab', async () => {
    const { page } = await desk.signIn();
    await page.goto(`/admin/notification-channels/${channel}/show`);
    const tab = page.getByRole('tab', { name: 'History' });
    await tab.focus();
    await page.keyboard.press(' ');
    await page.waitForURL(/tab=history/);
    await page.getByRole('tab', { name: 'History', selected: true }).waitFor();
    expect(await isFocused(tab)).toBe(true);
  });
});

/** A menu that opens is hung beside all landmarks, so that nothing cuts it off; the focus is in it. */
const OVER_THE_PAGE = ['region'];

describe('whoever does not see the page', () => {
  it('hears it in its language', async () => {
    const { page } = await desk.signIn();
    const language = (): Promise<string> => page.evaluate<string>('document.documentElement.lang');
    expect(await language()).toBe('en');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('menuitem', { name: 'Français' }).click();
    await page.getByRole('menuitem', { name: 'Sauvegardes' }).waitFor();
    expect(await language()).toBe('fr');
    await page.reload();
    await page.getByRole('menuitem', { name: 'Sauvegardes' }).waitFor();
    expect(await language()).toBe('fr');
  });

  it('hears which column a list is sorted by, and which way, whenever it is sorted anew', async () => {
    const { page } = await desk.signIn();
    await page.goto('/admin/users');
    const header = (name: string): Locator =>
      page.getByRole('columnheader').filter({ hasText: new RegExp(`^${name}$`) });
    const sortOf = (name: string): Promise<string | null> => header(name).getAttribute('aria-sort');
    await header('E-mail address').waitFor();
    expect([await sortOf('E-mail address'), await sortOf('Role')]).toEqual(['ascending', null]);
    await header('E-mail address').getByRole('button').press('Enter');
    await eventually('the other way', async () => (await sortOf('E-mail address')) === 'descending');
    await header('Role').getByRole('button').press('Enter');
    await eventually('the other column', async () => (await sortOf('Role')) === 'ascending');
    expect(await page.locator('[aria-sort]').count()).toBe(1);
    expect(await page.locator('td[aria-sort]').count()).toBe(0);
    expect(await allFaultsOf(page, OVER_THE_PAGE)).toEqual([]); // the button says by a tooltip what it does
  });

  it('finds the menu as a landmark, and what opens over the page named', async () => {
    const { page } = await desk.signIn();
    await page.goto('/admin/users');
    await page.getByRole('cell', { name: ADMIN.email }).waitFor();
    await page.getByRole('navigation', { name: 'Menu' }).getByRole('menuitem', { name: 'People' }).waitFor();
    expect(await allFaultsOf(page)).toEqual([]);
    for (const opener of [
      page.getByRole('button', { name: `${ADMIN.email}: Profile` }),
      page.getByRole('button', { name: 'English' }),
      page.getByRole('combobox', { name: 'Rows per page' }),
    ]) {
      await opener.click();
      await page.locator('.MuiPopover-paper').filter({ visible: true }).waitFor();
      expect(await allFaultsOf(page, OVER_THE_PAGE)).toEqual([]);
      await page.reload();
    }
    await page.goto('/admin/nope');
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    expect(await page.title()).toBe('There is no such page · Backstitch');
    expect(await allFaultsOf(page)).toEqual([]);
  });

  it('does so on a phone', async () => {
    const { page } = await desk.signIn(ADMIN, { viewport: PHONE });
    await page.goto('/admin/users');
    await page.getByRole('button', { name: 'Open menu' }).click();
    await page.getByRole('dialog', { name: 'Menu' }).getByRole('menuitem', { name: 'People' }).waitFor();
    expect(await allFaultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Filters/ }).click();
    await page.getByRole('dialog').waitFor();
    expect(await allFaultsOf(page)).toEqual([]);
  });
});

it('says what went wrong with what to do next, until somebody has read it', async () => {
  const { page } = await desk.signIn();
  const problem = { detail: 'It cannot be done.', code: 'CONFLICT', hint: 'Do it later.', requestId: 'r-1' };
  await page.route('**/api/v1/notification-channels/*', (route) =>
    route.request().method() === 'PATCH'
      ? route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify(problem) })
      : route.continue(),
  );
  await page.goto(`/admin/notification-channels/${channel}/show`);
  const alert = page.getByRole('alert').filter({ hasText: 'It cannot be done.' });
  for (let time = 1; time <= 2; time += 1) {
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await alert.getByText('Do it later.').waitFor();
  }
  await alert.getByText('Request r-1').waitFor();
  await page.getByRole('heading', { level: 1 }).click();
  expect(await alert.count()).toBe(1); // said once, and not dismissed by a click elsewhere
  expect(await allFaultsOf(page)).toEqual([]);
  await alert.getByRole('button', { name: 'Close' }).click();
  await alert.waitFor({ state: 'detached' });
});
