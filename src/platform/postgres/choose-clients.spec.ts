import { describe, expect, it } from '@jest/globals';
import { chooseClients, type InstalledClient } from './choose-clients.js';
import { parseVersion } from './client-programs.js';

const client = (major: number): InstalledClient => ({
  pgDump: `/pg/${major}/pg_dump`,
  pgRestore: `/pg/${major}/pg_restore`,
  version: `${major}.1`,
  major,
  minor: 1,
  isConfigured: false,
});

describe('choosing client programs', () => {
  it.each([
    { installed: [15], serverMajor: 15, dump: 15, restore: 15 },
    { installed: [13, 15, 17], serverMajor: 14, dump: 15, restore: 15 },
    { installed: [15, 16], serverMajor: 9.6, dump: 15, restore: 15 },
    { installed: [9.6, 15], serverMajor: 9.6, dump: 9.6, restore: 9.6 },
    { installed: [15, 17], serverMajor: 15, targetMajor: 15, dump: 15, restore: 15 },
    { installed: [15, 17], serverMajor: 17, targetMajor: 17, dump: 17, restore: 17 },
    { installed: [17], serverMajor: 15, dump: 17, restore: 17 },
    { installed: [15, 16, 17], serverMajor: 15, archiveMajor: 16, dump: 15, restore: 16 },
    { installed: [15, 18], serverMajor: 15, archiveMajor: 17, targetMajor: 17, dump: 15, restore: 18 },
  ])('$installed for a server of $serverMajor (archive $archiveMajor, target $targetMajor)', (row) => {
    const { installed, dump, restore, ...wanted } = row;
    const chosen = chooseClients(installed.map(client), wanted);
    expect([chosen.pgDump.major, chosen.pgRestore.major]).toEqual([dump, restore]);
  });

  it.each([
    { why: 'the server is newer', installed: [15], wanted: { serverMajor: 16 }, hint: 'postgresql-client-16' },
    { why: 'nothing is installed', installed: [], wanted: { serverMajor: 15 }, hint: 'postgresql-client-15' },
    {
      why: 'the archive is of a newer pg_dump',
      installed: [15],
      wanted: { serverMajor: 15, archiveMajor: 17 },
      hint: 'postgresql-client-17',
    },
    {
      why: 'only a pg_restore that sends transaction_timeout is there',
      installed: [17],
      wanted: { serverMajor: 15, targetMajor: 15, archiveMajor: 15 },
      hint: 'postgresql-client-15',
    },
    {
      why: 'the archive needs such a pg_restore',
      installed: [17],
      wanted: { serverMajor: 17, targetMajor: 15 },
      hint: 'PostgreSQL 17 or newer',
    },
  ])('refuses, and says what to do, when $why', ({ installed, wanted, hint }) => {
    expect(() => chooseClients(installed.map(client), wanted)).toThrow(
      expect.objectContaining({ code: 'CLIENT_TOO_OLD', hint: expect.stringContaining(hint) }),
    );
  });
});

describe('the version a program tells', () => {
  it.each([
    ['pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n', { version: '15.18', major: 15, minor: 18 }],
    ['pg_dump (PostgreSQL) 17.2', { version: '17.2', major: 17, minor: 2 }],
    ['pg_dump (PostgreSQL) 18beta2', { version: '18.0', major: 18, minor: 0 }],
    ['pg_dump (PostgreSQL) 9.6.24', { version: '9.6.24', major: 9.6, minor: 24 }],
    ['something else 15.1', null],
  ])('%j', (line, version) => {
    expect(parseVersion(line)).toEqual(version);
  });
});
