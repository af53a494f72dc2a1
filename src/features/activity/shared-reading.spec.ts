import { expect, it } from '@jest/globals';
import { SharedReading } from './shared-reading.js';

/** A reading whose answers are given by hand. */
function setUp() {
  const answers: { give: (value: string) => void; fail: (error: Error) => void }[] = [];
  const shared = new SharedReading<string>(
    () => new Promise((resolve, reject) => answers.push({ give: resolve, fail: reject })),
  );
  return { shared, answers };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('is one for all who ask for what is not newer than it', async () => {
  const { shared, answers } = setUp();
  const before = performance.now();
  const asked = Array.from({ length: 100 }, () => shared.since(before));
  expect(answers).toHaveLength(1);
  answers[0]?.give('first');
  expect(new Set((await Promise.all(asked)).map(({ value }) => value))).toEqual(new Set(['first']));
  expect((await shared.since(before)).value).toBe('first');
  expect(answers).toHaveLength(1);
});

it('begins anew for who asks for something newer, when the one under way has ended, and once for all of them', async () => {
  const { shared, answers } = setUp();
  const first = shared.since(performance.now());
  await settle();
  const later = Array.from({ length: 100 }, () => shared.since(performance.now()));
  await settle();
  expect(answers).toHaveLength(1);
  answers[0]?.give('first');
  expect((await first).value).toBe('first');
  await settle();
  expect(answers).toHaveLength(2);
  answers[1]?.give('second');
  expect(new Set((await Promise.all(later)).map(({ value }) => value))).toEqual(new Set(['second']));
});

it('fails for who shares it, and not for who comes after', async () => {
  const { shared, answers } = setUp();
  const first = shared.since(performance.now());
  await settle();
  const second = shared.since(performance.now());
  answers[0]?.fail(new Error('the database is away'));
  await expect(first).rejects.toThrow('the database is away');
  await settle();
  answers[1]?.give('back');
  expect((await second).value).toBe('back');
});

it('tells when it was known', async () => {
  const { shared, answers } = setUp();
  const asked = shared.since(performance.now());
  const before = performance.now();
  answers[0]?.give('x');
  expect((await asked).at).toBeGreaterThanOrEqual(before);
});
