import { describe, expect, it } from '@jest/globals';
import { renameRoles, rolesNamedAnyway, userMappingOf } from './role-mentions.js';

/** Names that contain each other, keywords, quotes and lines; two that change places. */
const NAMES: Record<string, string> = {
  app: 'app_of_staging',
  app_of_staging: 'app',
  'a"p"p': 'it\'s "new"',
  'new\nline; --': 'plain',
  option: 'to',
  to: 'WITH GRANT OPTION',
  group: 'GROUP x',
  public: 'never',
  'ü ñ': 'back\\slash',
};

function renamed(desc: string, definition: string, standardStrings = true): string | null {
  const standsFor = (role: string): string | undefined => (Object.hasOwn(NAMES, role) ? NAMES[role] : undefined);
  return renameRoles({ desc, definition }, standsFor, { standardStrings });
}

describe('the roles of a definition get other names', () => {
  it.each<[what: string, desc: string, before: string, after: string]>([
    [
      'grants and revokes, not objects that are called the same',
      'ACL',
      'REVOKE ALL ON TABLE app.app FROM app;\nGRANT SELECT("to",app) ON TABLE app."to" TO app_of_staging;\n',
      'REVOKE ALL ON TABLE app.app FROM "app_of_staging";\nGRANT SELECT("to",app) ON TABLE app."to" TO "app";\n',
    ],
    [
      'names that are quoted, over lines, and look like more',
      'ACL',
      'GRANT ALL ON SCHEMA "app;" TO "a""p""p" WITH GRANT OPTION;\nGRANT USAGE ON SCHEMA s TO "new\nline; --";\n',
      'GRANT ALL ON SCHEMA "app;" TO "it\'s ""new""" WITH GRANT OPTION;\nGRANT USAGE ON SCHEMA s TO "plain";\n',
    ],
    [
      'roles called as keywords',
      'ACL',
      'GRANT ALL ON TABLE t TO option;\nGRANT ALL ON TABLE t TO "to" WITH GRANT OPTION;\nREVOKE ALL ON TABLE t FROM "group";\n',
      'GRANT ALL ON TABLE t TO "to";\nGRANT ALL ON TABLE t TO "WITH GRANT OPTION" WITH GRANT OPTION;\nREVOKE ALL ON TABLE t FROM "GROUP x";\n',
    ],
    [
      'the grantor',
      'ACL',
      'SET SESSION AUTHORIZATION app;\nGRANT ALL ON FUNCTION f(x integer, app text) TO stranger;\nRESET SESSION AUTHORIZATION;\n',
      'SET SESSION AUTHORIZATION "app_of_staging";\nGRANT ALL ON FUNCTION f(x integer, app text) TO stranger;\nRESET SESSION AUTHORIZATION;\n',
    ],
    ['never PUBLIC', 'ACL', 'GRANT SELECT ON TABLE t TO PUBLIC;\n', 'GRANT SELECT ON TABLE t TO PUBLIC;\n'],
    [
      'default privileges',
      'DEFAULT ACL',
      'ALTER DEFAULT PRIVILEGES FOR ROLE app IN SCHEMA "to" REVOKE ALL ON TABLES FROM app;\n' +
        'ALTER DEFAULT PRIVILEGES FOR ROLE "ü ñ" GRANT SELECT,INSERT ON TABLES TO app_of_staging WITH GRANT OPTION;\n',
      'ALTER DEFAULT PRIVILEGES FOR ROLE "app_of_staging" IN SCHEMA "to" REVOKE ALL ON TABLES FROM "app_of_staging";\n' +
        'ALTER DEFAULT PRIVILEGES FOR ROLE "back\\slash" GRANT SELECT,INSERT ON TABLES TO "app" WITH GRANT OPTION;\n',
    ],
    [
      'policies, but not what stands in their conditions',
      'POLICY',
      `CREATE POLICY "to" ON app.app AS RESTRICTIVE FOR SELECT TO stranger, app, "a""p""p" USING ((app = 'app'::text)) WITH CHECK (pg_has_role('app', 'member'));\n`,
      `CREATE POLICY "to" ON app.app AS RESTRICTIVE FOR SELECT TO "stranger", "app_of_staging", "it's ""new""" USING ((app = 'app'::text)) WITH CHECK (pg_has_role('app', 'member'));\n`,
    ],
    [
      'policies for everybody',
      'POLICY',
      'CREATE POLICY app ON app USING (true);\n',
      'CREATE POLICY app ON app USING (true);\n',
    ],
    [
      'user mappings, but not who somebody is on the other server',
      'USER MAPPING',
      `CREATE USER MAPPING FOR app SERVER app OPTIONS (\n    "user" 'app'\n);\n`,
      `CREATE USER MAPPING FOR "app_of_staging" SERVER app OPTIONS (\n    "user" 'app'\n);\n`,
    ],
    [
      'the mapping of everybody',
      'USER MAPPING',
      'CREATE USER MAPPING FOR public SERVER s;\n',
      'CREATE USER MAPPING FOR public SERVER s;\n',
    ],
    [
      'settings of a function, but neither its arguments nor its body',
      'FUNCTION',
      `CREATE FUNCTION app.f(app text DEFAULT 'SET role TO ''app'''::text) RETURNS integer\n    LANGUAGE sql\n    SET role TO 'a"p"p'\n    SET search_path TO 'app'\n    AS $$ SET role TO 'app' $$;\n`,
      `CREATE FUNCTION app.f(app text DEFAULT 'SET role TO ''app'''::text) RETURNS integer\n    LANGUAGE sql\n    SET role TO 'it''s "new"'\n    SET search_path TO 'app'\n    AS $$ SET role TO 'app' $$;\n`,
    ],
    [
      'a setting that a backslash is in',
      'PROCEDURE',
      `CREATE PROCEDURE p()\n    LANGUAGE sql\n    SET role TO 'ü ñ'\n    BEGIN ATOMIC SELECT 1; END;\n`,
      `CREATE PROCEDURE p()\n    LANGUAGE sql\n    SET role TO 'back\\slash'\n    BEGIN ATOMIC SELECT 1; END;\n`,
    ],
    ['nothing of other kinds', 'TABLE', 'CREATE TABLE app (app text);\n', 'CREATE TABLE app (app text);\n'],
  ])('%s', (_what, desc, before, after) => {
    expect(renamed(desc, before)).toBe(after);
  });

  it('once each where two of a policy become one', () => {
    const standsFor = (): string => 'one';
    const definition = 'CREATE POLICY p ON t TO a, b USING (true);\n';
    expect(renameRoles({ desc: 'POLICY', definition }, standsFor)).toBe(
      'CREATE POLICY p ON t TO "one" USING (true);\n',
    );
  });

  it('and the old name, as by a rename back', () => {
    const definition = 'GRANT ALL ON TABLE t TO app;\nGRANT SELECT ON TABLE t TO app_of_staging;\n';
    const once = renamed('ACL', definition) ?? '';
    expect(renamed('ACL', once)?.replaceAll('"', '')).toBe(definition);
  });
});

describe('what pg_dump does not write', () => {
  it.each([
    ['ACL', 'GRANT SELECT ON TABLE t TO app GRANTED BY other;'],
    ['ACL', 'GRANT SELECT ON TABLE t FROM app;'],
    ['ACL', 'DROP TABLE app;'],
    ['ACL', 'GRANT SELECT ON TABLE t TO "app'],
    ['DEFAULT ACL', 'ALTER DEFAULT PRIVILEGES FOR USER app GRANT SELECT ON TABLES TO app;'],
    ['POLICY', 'CREATE POLICY p ON t TO app other USING (true);'],
    ['POLICY', 'ALTER POLICY p ON t TO app;'],
    ['USER MAPPING', 'CREATE USER MAPPING IF NOT EXISTS FOR app SERVER s;'],
    ['FUNCTION', 'CREATE FUNCTION f() SET role TO app AS $$ $$;'],
  ])('is not guessed at: %s %s', (desc, definition) => {
    expect(renamed(desc, definition)).toBeNull();
  });

  it('nor are strings in which a backslash escapes', () => {
    expect(renamed('FUNCTION', `CREATE FUNCTION f() SET role TO E'a\\'pp' AS $$ $$`)).toBeNull();
    expect(renamed('FUNCTION', `CREATE FUNCTION f() SET role TO 'a\\\\pp' AS $$ $$`, false)).toBeNull();
    const tricky = `CREATE FUNCTION f(t text DEFAULT 'it\\'s') SET role TO 'app' AS $$ $$`;
    expect(renamed('FUNCTION', tricky, false)).toBe(tricky.replace(`TO 'app'`, `TO 'app_of_staging'`));
  });
});

it('tells which roles are named even without owners and grants', () => {
  expect(
    rolesNamedAnyway([
      { desc: 'POLICY', definition: 'CREATE POLICY p ON t TO a, "B" USING (true);' },
      { desc: 'POLICY', definition: 'CREATE POLICY p ON t USING (true);' },
      { desc: 'USER MAPPING', definition: 'CREATE USER MAPPING FOR public SERVER s;' },
      { desc: 'USER MAPPING', definition: 'CREATE USER MAPPING FOR c SERVER s;' },
      { desc: 'ACL', definition: 'GRANT SELECT ON TABLE t TO d;' },
      { desc: 'TABLE', definition: null },
    ]),
  ).toEqual(['a', 'B', 'c']);
});

it('tells whose user mapping it is, and where', () => {
  expect(userMappingOf(`CREATE USER MAPPING FOR "a""b" SERVER s OPTIONS ("user" 'x');`)).toEqual({
    role: 'a"b',
    server: 's',
  });
  expect(userMappingOf('CREATE TABLE t ();')).toBeNull();
});
