import { describe, expect, it } from '@jest/globals';
import { concernsOf, worstLight } from './concerns.js';

type Health = Parameters<typeof concernsOf>[0];
type Part = Parameters<typeof concernsOf>[1][number];

const HEALTH: Health = {
  status: 'green',
  lastBackupAt: null,
  lastBackupAgeHours: null,
  successRate24h: 100,
  diskFreePercent: 60,
  totalBackups: 1,
  sources: [],
};

const source = (code: Health['sources'][number]['reasons'][number]['code'], light: Health['status']) => ({
  ...{ sourceId: 's', name: 'shop', status: light, score: 50, lastBackupAt: null, nextBackupAt: null },
  ...{ lastProvenAt: null, lastProof: null },
  reasons: [{ code, light, message: `It is ${code}.`, facts: {}, points: 50 }],
});

const part = (name: string, status: Part['status'] = 'degraded'): Part => ({
  ...{ name, status, reason: 'low', message: `Of ${name}.`, milliseconds: 1, data: {} },
});

const keysOf = (health: Partial<Health>, parts: Part[] = []): string[] =>
  concernsOf({ ...HEALTH, ...health }, parts, (key) => key, 'en').map(({ key }) => key);

describe('what wants attention', () => {
  it('is nothing where all is well, and where something only takes points', () => {
    expect(keysOf({ sources: [source('not_rehearsed', 'green')] }, [part('redis', 'ok')])).toEqual([]);
  });

  it('comes with the worst first, and with the way to what mends it', () => {
    const health = { ...HEALTH, sources: [source('last_failed', 'yellow'), source('never_backed_up', 'red')] };
    const concerns = concernsOf(health, [part('workers')], (key) => key, 'en');
    expect(concerns.map(({ light, mend }) => [light, mend?.words])).toEqual([
      ['red', 'back_up'],
      ['yellow', 'queues'],
      ['yellow', 'failed_backups'],
    ]);
    expect(worstLight(health, concerns, false)).toBe('red');
  });

  it('is a corrupted backup, with the way to those that are', () => {
    const [concern] = concernsOf({ ...HEALTH, sources: [source('corrupted', 'yellow')] }, [], (key) => key, 'en');
    const to = new URL(concern?.mend?.to ?? '', 'http://page');
    expect(JSON.parse(to.searchParams.get('filter') ?? '')).toEqual({ sourceId: 's', status: 'corrupted' });
  });

  it('is what waits for somebody, however well everything is', () => {
    expect(worstLight(HEALTH, [], false)).toBe('green');
    expect(worstLight(HEALTH, [], true)).toBe('yellow');
  });

  it('is said once, not by the service as well as by the sources or the share of free room', () => {
    const late = { sources: [source('missed', 'yellow')] };
    expect(keysOf(late, [part('backups')])).toEqual(['s missed']);
    expect(keysOf({ diskFreePercent: 4 }, [part('disk')])).toEqual(['bs.dashboard.concern.room']);
    expect(keysOf({}, [part('disk')])).toEqual(['part disk']);
  });

  it('says what is left of a hundred in the language of the page', () => {
    const health = { ...HEALTH, diskFreePercent: 4.5, successRate24h: 93.2 };
    const said = (locale: string): string[] =>
      concernsOf(health, [], (_key, values) => String(values?.percent), locale).map(({ sentence }) => sentence);
    expect(said('en')).toEqual(['4.5%', '93.2%']);
    expect(said('fr')).toEqual(['4,5\u00a0%', '93,2\u00a0%']);
  });
});
