import { expect, it } from '@jest/globals';
import type { CountBackupsQuery } from './backup-requests.dto.js';
import { talliesThatAnswer } from './tallies-that-answer.js';

const SOURCE = '01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10';

it.each<[Partial<CountBackupsQuery>, ReturnType<typeof talliesThatAnswer>]>([
  [{ by: 'day' }, 'of days'],
  [{ by: 'day', from: '2026-11-01', to: '2026-12-01T00:00:00Z' }, 'of days'],
  [{ by: 'day', from: '2026-11-01T00:00:00+01:00' }, null],
  [{ by: 'day', sourceId: SOURCE }, null],
  [{ by: 'day', status: ['failed'], origin: ['manual'] }, 'of days'],
  [{ by: 'status' }, 'of days'],
  [{ by: 'status', sourceId: SOURCE }, 'of sources'],
  [{ by: 'status', sourceId: SOURCE, from: '2026-11-01' }, null],
  [{ by: 'source' }, 'of sources'],
  [{ by: 'source', to: '2026-11-01' }, null],
  [{ by: 'source', proof: ['decoded'] }, null],
  [{ by: 'status', q: 'shop' }, null],
  [{ by: 'status', type: ['full'] }, null],
  [{ by: 'status', contents: ['database'] }, null],
  [{ by: 'status', ids: [SOURCE] }, null],
])('%j: %s', (query, tallies) => {
  expect(talliesThatAnswer(query)).toBe(tallies);
});
