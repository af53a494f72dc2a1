import { expect, it } from '@jest/globals';
import { djangoMigrations, djangoTableCounts } from './django-words.js';

it('names the migrations of Django by app, and of no other framework', () => {
  const history = (app: string, ...applied: string[]) => ({ app, applied, failed: [] });
  const state = {
    frameworks: [
      { framework: 'typeorm' as const, table: 'public.migrations', apps: [history('migrations', 'Init1')] },
      {
        framework: 'django' as const,
        table: 'public.django_migrations',
        apps: [history('customers', '0001_initial', '0002_add_fields'), history('san', '0001_initial')],
      },
    ],
  };
  expect(djangoMigrations(state)).toEqual({ customers: ['0001_initial', '0002_add_fields'], san: ['0001_initial'] });
  expect(djangoMigrations(null)).toEqual({});
});

it('leaves the schema public out of the names of tables, and no other', () => {
  expect(djangoTableCounts({ 'public.customers_customer': 150, 'archive.old': 3, '"public.odd".t': 1 })).toEqual({
    customers_customer: 150,
    'archive.old': 3,
    '"public.odd".t': 1,
  });
  expect(djangoTableCounts(null)).toEqual({});
});
