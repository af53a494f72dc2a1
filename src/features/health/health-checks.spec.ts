import { afterEach, expect, it, jest } from '@jest/globals';
import { HealthChecks, type HealthFinding, type HealthStatus } from './health-checks.js';

afterEach(() => {
  jest.useRealTimers();
});

function checksThatSay(answers: Record<string, HealthStatus | HealthFinding | Error>): HealthChecks {
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
  const health = await checksThatSay(answers).read();
  expect(health.status).toBe(status);
  expect(Object.fromEntries(health.parts.map((part) => [part.name, part.status]))).toEqual(answers);
});

it('is down when a part throws, and keeps why for those who may know', async () => {
  const { parts } = await checksThatSay({ redis: new Error('connection refused') }).read();
  expect(parts).toMatchObject([{ name: 'redis', status: 'down', reason: 'failed', message: 'connection refused' }]);
});

it('says of a part that throws or says nothing for two seconds what the part itself says that means', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick'] });
  const checks = new HealthChecks();
  const whenFailed = { status: 'degraded', reason: 'unreachable' } as const;
  checks.register({ name: 'redis', whenFailed, check: () => Promise.reject(new Error('refused')) });
  checks.register({ name: 'store', whenFailed, check: () => new Promise<HealthStatus>(() => undefined) });
  checks.register({ name: 'database', check: () => new Promise<HealthStatus>(() => undefined) });
  const reading = checks.read();
  await jest.advanceTimersByTimeAsync(2_100);
  expect((await reading).parts).toMatchObject([
    { name: 'redis', status: 'degraded', reason: 'unreachable' },
    { name: 'store', status: 'degraded', reason: 'no_answer' },
    { name: 'database', status: 'down', reason: 'no_answer' },
  ]);
});

it('asks a part that hangs no second time until it has answered', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick'] });
  const checks = new HealthChecks();
  const answers: ((status: HealthStatus) => void)[] = [];
  checks.register({ name: 'database', check: () => new Promise<HealthStatus>((resolve) => answers.push(resolve)) });
  for (let round = 0; round < 5; round += 1) {
    const reading = checks.read();
    await jest.advanceTimersByTimeAsync(2_100);
    expect((await reading).status).toBe('down');
  }
  expect(answers).toHaveLength(1);
  answers[0]?.('ok');
  await jest.advanceTimersByTimeAsync(0);
  const reading = checks.read();
  await jest.advanceTimersByTimeAsync(0);
  answers[1]?.('ok');
  expect((await reading).status).toBe('ok');
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
