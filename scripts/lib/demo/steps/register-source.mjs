import { MIGRATIONS_FOLDER } from '../../../../examples/shop/migrate.mjs';
import { formatCount } from '../format.mjs';
import { printTable } from '../table.mjs';
import { MIGRATIONS_AT_BACKUP } from './fill-shop.mjs';

export const registerTheSource = {
  title: 'Backstitch is told of it',
  async run({ api, shop, checks, facts }) {
    const body = {
      name: 'shop',
      database: shop.owner,
      migrations: { framework: 'typeorm', codePath: MIGRATIONS_FOLDER, runner: 'typeorm' },
    };
    const test = await api.post('/sources/test', body);
    printTable(
      ['test', '', ''],
      test.checks.map(({ name, ok, detail, hint }) => [
        name,
        ok ? 'ok' : 'not ok',
        ok || !hint ? detail : `${detail}\n${hint}`,
      ]),
    );
    facts.source = await api.post('/sources', body);

    const state = await api.get(`/sources/${facts.source.id}/migration-state`);
    const applied = state.frameworks.flatMap(({ apps }) => apps.flatMap((app) => app.applied));
    checks.check('the source can be backed up', test.ok);
    checks.check(
      'its migration state is read',
      applied.length === MIGRATIONS_AT_BACKUP,
      `${formatCount(applied.length)} of ${state.frameworks.map(({ framework }) => framework).join(', ')}`,
    );
  },
};
