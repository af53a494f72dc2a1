import { expect, it } from '@jest/globals';
import { eachAlone } from './each-alone.js';

it('goes on when something fails for one, and tells of it', async () => {
  const done: number[] = [];
  const failed: [number, unknown][] = [];
  const broken = new Error('broken');
  await eachAlone(
    [1, 2, 3],
    (item) => {
      if (item === 2) return Promise.reject(broken);
      done.push(item);
      return Promise.resolve();
    },
    (item, error) => failed.push([item, error]),
  );
  expect({ done, failed }).toEqual({ done: [1, 3], failed: [[2, broken]] });
});

it('ends when the control database is lost', async () => {
  const lost = Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
  const asked: number[] = [];
  const all = eachAlone(
    [1, 2],
    (item) => {
      asked.push(item);
      return Promise.reject(lost);
    },
    () => undefined,
  );
  await expect(all).rejects.toBe(lost);
  expect(asked).toEqual([1]);
});
