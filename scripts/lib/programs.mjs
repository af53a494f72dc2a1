import { findPostgres, findProgram, findPython } from './find-program.mjs';

/**
 * What Backstitch needs of a machine: how each is found, and the packages that bring it.
 * @type {Record<import('./ensure-programs.d.mts').ProgramName, { what: string, find: () => string | null, apt: string[], brew: string[], dnf: string[] }>}
 */
export const PROGRAMS = {
  postgresql: {
    what: 'PostgreSQL server (initdb, postgres) and clients (psql, pg_dump, pg_restore)',
    find: () => findPostgres()?.bin ?? null,
    apt: ['postgresql', 'postgresql-client'],
    brew: ['postgresql@17'],
    dnf: ['postgresql-server', 'postgresql'],
  },
  'postgresql-client': {
    what: 'PostgreSQL clients (psql, pg_dump, pg_restore)',
    find: () => findPostgres(['psql', 'pg_dump', 'pg_restore'])?.bin ?? null,
    apt: ['postgresql-client'],
    brew: ['libpq'],
    dnf: ['postgresql'],
  },
  redis: {
    what: 'Redis (redis-server)',
    find: () => findProgram('redis-server') ?? findProgram('valkey-server'),
    apt: ['redis-server'],
    brew: ['redis'],
    dnf: ['valkey'],
  },
  zstd: { what: 'zstd', find: () => findProgram('zstd'), apt: ['zstd'], brew: ['zstd'], dnf: ['zstd'] },
  lz4: { what: 'lz4', find: () => findProgram('lz4'), apt: ['lz4'], brew: ['lz4'], dnf: ['lz4'] },
  age: {
    what: 'age (age, age-keygen)',
    find: () => findProgram('age-keygen') && findProgram('age'),
    apt: ['age'],
    brew: ['age'],
    dnf: ['age'],
  },
  tar: { what: 'tar', find: () => findProgram('tar'), apt: ['tar'], brew: ['gnu-tar'], dnf: ['tar'] },
  django: {
    what: 'Python 3 with Django and psycopg2',
    find: () => findPython(['django', 'psycopg2']),
    apt: ['python3-django', 'python3-psycopg2'],
    brew: [],
    dnf: ['python3-django', 'python3-psycopg2'],
  },
  pgbouncer: {
    what: 'PgBouncer',
    find: () => findProgram('pgbouncer'),
    apt: ['pgbouncer'],
    brew: ['pgbouncer'],
    dnf: ['pgbouncer'],
  },
  promtool: {
    what: 'promtool (checks and tests the alert rules; it comes with Prometheus)',
    find: () => findProgram('promtool'),
    apt: ['prometheus'],
    brew: ['prometheus'],
    dnf: ['golang-github-prometheus'],
  },
  faketime: {
    what: 'faketime (sets the clock of a process, for the soak)',
    find: () => findProgram('faketime'),
    apt: ['faketime'],
    brew: ['libfaketime'],
    dnf: ['libfaketime'],
  },
  chromium: {
    what: 'Chromium',
    // The shell has no windows and draws no browser around the page: a quarter less work for the same engine.
    find: () =>
      ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']
        .map((name) => findProgram(name))
        .find(Boolean) ?? null,
    apt: ['chromium', 'chromium-headless-shell'],
    brew: [],
    dnf: ['chromium'],
  },
};
