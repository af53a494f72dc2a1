import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { findSwapBlockers, type SwapCheck } from '../../src/platform/postgres/blockers.js';
import { quoteIdentifier as id } from '../../src/platform/postgres/quoting.js';
import type { SwapFindings } from '../../src/platform/postgres/swap-finding.js';
import { asAdmin, uniqueName } from '../support/postgres-databases.js';
import { createSwapScenario, loginAsTests, type SwapScenario } from '../support/swap-scenario.js';

let scenario: SwapScenario;

beforeEach(async () => {
  scenario = await createSwapScenario();
});

afterEach(async () => {
  await scenario.clean();
});

async function check(user: string | undefined, rest: Partial<SwapCheck> = {}): Promise<SwapFindings> {
  const admin = await scenario.admin(user);
  const live = await scenario.open(scenario.live.name, user);
  const found = await findSwapBlockers({ admin, live, database: scenario.live, ...rest });
  await Promise.all([admin.end(), live.end()]);
  return found;
}

function asLive(...statements: string[]): Promise<void> {
  return scenario.open(scenario.live.name).then(async (db) => {
    for (const statement of statements) await db.query(statement);
    await db.end();
  });
}

const codes = (findings: { code: string }[]): string[] => findings.map(({ code }) => code).sort();

it('finds nothing for an owner with what it needs', async () => {
  const archive = {
    serverMajor: 13,
    owners: [scenario.roles.owner],
    grantees: [scenario.roles.reader],
    extensions: ['plpgsql', 'hstore'],
  };
  expect((await check(scenario.roles.owner, { archive })).blockers).toEqual([]);
});

it('names sessions that our role may not end, and warns of those it may', async () => {
  const superuser = await scenario.open(scenario.live.name);
  const reader = await scenario.open(scenario.live.name, scenario.roles.reader);
  const found = await check(scenario.roles.owner);
  expect(codes(found.blockers)).toEqual(['SESSIONS_NOT_OURS']);
  expect(found.blockers[0]?.message).toContain(`pid ${superuser.backendPid}`);
  expect(found.blockers[0]?.message).not.toContain(`pid ${reader.backendPid}`);
  expect(found.warnings.find(({ code }) => code === 'OPEN_CONNECTIONS')?.message).toContain('2 connections are open');
  expect((await check(undefined)).blockers).toEqual([]);

  await asAdmin((db) => db.query(`REVOKE pg_signal_backend FROM ${id(scenario.roles.owner)}`));
  expect((await check(scenario.roles.owner)).blockers[0]?.message).toContain(`pid ${reader.backendPid}`);
  await Promise.all([superuser.end(), reader.end()]);
});

it('names what only a superuser can make anew', async () => {
  await asLive(
    'CREATE FUNCTION public.on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$',
    'CREATE EVENT TRIGGER "the trigger" ON ddl_command_end EXECUTE FUNCTION public.on_ddl()',
    'CREATE FOREIGN DATA WRAPPER wrapper',
    'CREATE PUBLICATION everything FOR ALL TABLES',
    `CREATE FUNCTION public.native(float8) RETURNS float8 LANGUAGE internal AS 'dsqrt'`,
    'CREATE EXTENSION pg_trgm',
    'CREATE EXTENSION postgres_fdw',
  );
  const { blockers } = await check(scenario.roles.owner);
  expect(codes(blockers)).toEqual(['OBJECTS_NOT_ALLOWED']);
  for (const name of ['"the trigger"', 'wrapper wrapper', 'everything', 'native(double precision)']) {
    expect(blockers[0]?.message).toContain(name);
  }
  expect(blockers[0]?.message).not.toContain('postgres_fdw');
  expect((await check(undefined)).blockers).toEqual([]);
});

it('names the rights that are missing', async () => {
  const { owner, granter } = scenario.roles;
  const other = uniqueName('bst_other');
  await asAdmin(async (db) => {
    await db.query(`ALTER ROLE ${id(owner)} NOCREATEDB`);
    await db.query(`REVOKE ${id(granter)} FROM ${id(owner)}`);
    await db.query(`ALTER DATABASE ${id(scenario.live.name)} SET log_min_messages = debug1`);
    await db.query(`CREATE ROLE ${other} ${loginAsTests()}`);
    await db.query(`GRANT CONNECT ON DATABASE ${id(scenario.live.name)} TO ${other}`);
  });
  expect(codes((await check(owner)).blockers)).toEqual(['GRANT_NOT_ALLOWED', 'NO_CREATEDB', 'SETTING_NOT_ALLOWED']);
  expect(codes((await check(other)).blockers)).toContain('NOT_OWNER');
  await asAdmin(async (db) => {
    await db.query(`REVOKE ALL ON DATABASE ${id(scenario.live.name)} FROM ${other}`);
    await db.query(`DROP ROLE ${other}`);
  });
});

it('compares the archive with the server', async () => {
  const { owner, reader } = scenario.roles;
  const archive = {
    serverMajor: 99,
    owners: [owner, reader, 'no such "owner"'],
    grantees: ['no such grantee'],
    extensions: ['no_such_extension', 'file_fdw', 'hstore'],
  };
  const { blockers } = await check(owner, { archive });
  expect(codes(blockers)).toEqual([
    'EXTENSIONS_MISSING',
    'EXTENSION_NOT_ALLOWED',
    'OWNERS_NOT_OURS',
    'ROLES_MISSING',
    'SERVER_OLDER',
  ]);
  const message = (code: string): string => blockers.find((entry) => entry.code === code)?.message ?? '';
  expect(message('ROLES_MISSING')).toContain('"no such "owner"", "no such grantee"');
  expect(message('OWNERS_NOT_OURS')).toContain(reader);
  expect(message('EXTENSION_NOT_ALLOWED')).toContain('file_fdw');
  expect(message('EXTENSION_NOT_ALLOWED')).not.toContain('hstore');
  expect(codes((await check(owner, { archive, noOwner: true })).blockers)).toEqual([
    'EXTENSIONS_MISSING',
    'EXTENSION_NOT_ALLOWED',
    'SERVER_OLDER',
  ]);
});

it('finds subscriptions and a closed database', async () => {
  await asLive(
    `CREATE SUBSCRIPTION feed CONNECTION 'host=127.0.0.1 port=1 dbname=x' PUBLICATION p WITH (connect = false, slot_name = NONE)`,
  );
  const { blockers } = await check(undefined);
  expect(codes(blockers)).toEqual(['SUBSCRIPTIONS']);
  expect(blockers[0]?.message).toContain('"feed"');
  await asLive('DROP SUBSCRIPTION feed');

  const admin = await scenario.admin();
  const live = await scenario.open(scenario.live.name);
  await admin.query(`ALTER DATABASE ${id(scenario.live.name)} ALLOW_CONNECTIONS false`);
  const closed = await findSwapBlockers({ admin, live, database: scenario.live });
  expect(codes(closed.blockers)).toEqual(['DATABASE_CLOSED']);
  await Promise.all([admin.end(), live.end()]);
});
