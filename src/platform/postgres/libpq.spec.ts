import { describe, expect, it } from '@jest/globals';
import { dbnameArgument, libpqEnvironment } from './libpq.js';

describe('what PostgreSQL’s own programs are given', () => {
  const target = { host: '/run/postgresql', port: 5433, database: 'host=evil', user: 'u', password: 's3cret' };

  it('is an environment without room for a service, options or a password file of ours', () => {
    expect(libpqEnvironment({ ...target, sslMode: 'require' }, 'backstitch')).toEqual({
      ...{ PGHOST: '/run/postgresql', PGPORT: '5433', PGUSER: 'u', PGDATABASE: 'host=evil', PGPASSWORD: 's3cret' },
      ...{ PGSSLMODE: 'require', PGGSSENCMODE: 'disable', PGAPPNAME: 'backstitch', PGCONNECT_TIMEOUT: '10' },
      ...{ PGPASSFILE: '/dev/null/none', PGSERVICEFILE: '/dev/null/none' },
    });
    expect(libpqEnvironment({ ...target, password: null }, 'backstitch')).not.toHaveProperty('PGPASSWORD');
  });

  it.each([
    ['shop', "dbname='shop'"],
    ['host=evil dbname=x', "dbname='host=evil dbname=x'"],
    ["it's", "dbname='it\\'s'"],
    ['back\\slash', "dbname='back\\\\slash'"],
    ['-v', "dbname='-v'"],
    ['', "dbname=''"],
  ])('is the database %j as %s', (name, argument) => {
    expect(dbnameArgument(name)).toBe(argument);
  });
});
