import { expect, it, jest } from '@jest/globals';
import { HealthChecks, type HealthStatus } from './health-checks.js';

function checksThatSay(answers: Record<string, HealthStatus | Error>): HealthChecks {
  const checks = new HealthChecks();
  for (const [name, answer] of Object.entries(answers)) {
    checks.register({
      name,
      check: async () => {
        if (answer instanceof Error) throw answer;
        return answer;
      },
    });
  }
  return checks;
}

it.each([
  ['ok', { database: 'ok', redis: 'ok' }],
  ['degraded', { database: 'ok', workers: 'degraded' }],
  ['down', { database: 'down', workers: 'degraded' }],
] as const)('is %s, the worst of its parts', async (status, answers) => {
  expect(await checksThatSay(answers).read()).toEqual({ status, checks: answers });
});

it('is down when a part throws, without a word of why', async () => {
  const health = await checksThatSay({ redis: new Error('password authentication failed for "app"') }).read();
  expect(health).toEqual({ status: 'down', checks: { redis: 'down' } });
});

it('is down when a part says nothing for three seconds', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick'] });
  const checks = new HealthChecks();
  checks.register({ name: 'store', check: () => new Promise<HealthStatus>(() => undefined) });
  const reading = checks.read();
  await jest.advanceTimersByTimeAsync(3_100);
  expect(await reading).toEqual({ status: 'down', checks: { store: 'down' } });
  jest.useRealTimers();
});

it('asks every part once for a hundred askers at once', async () => {
  const checks = new HealthChecks();
  let asked = 0;
  checks.register({
    name: 'database',
    check: async () => {
      asked += 1;
      return 'ok';
    },
  });
  await Promise.all(Array.from({ length: 100 }, () => checks.read()));
  expect(asked).toBe(1);
});
