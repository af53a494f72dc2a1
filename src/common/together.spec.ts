import { expect, it } from '@jest/globals';
import { Together } from './together.js';

it('works out once what several ask for meanwhile, and anew for who asks afterwards', async () => {
  const together = new Together<number>();
  let times = 0;
  let finish: () => void = () => undefined;
  const work = async (): Promise<number> => {
    times += 1;
    const own = times;
    await new Promise<void>((resolve) => (finish = resolve));
    return own;
  };
  const first = [together.ask('a', work), together.ask('a', work)];
  const finishFirst = finish;
  const other = together.ask('b', work);
  finishFirst();
  expect(await Promise.all(first)).toEqual([1, 1]);
  const later = together.ask('a', work);
  finish();
  expect(await later).toBe(3);
  void other;
});

it('keeps no failure', async () => {
  const together = new Together<number>();
  await expect(together.ask('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await together.ask('a', async () => 1)).toBe(1);
});
