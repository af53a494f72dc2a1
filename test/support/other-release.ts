import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from './documents.js';

/** Another release of Backstitch, as a copy of the build. `root` ends in a slash. */
export interface OtherRelease {
  root: string;
  remove(): Promise<void>;
}

/** `migrations`: the name of each (its class and time) and the SQL that it runs. */
export async function buildOtherRelease(
  version: string,
  migrations: Record<string, string> = {},
): Promise<OtherRelease> {
  const directory = await mkdtemp(join(tmpdir(), 'backstitch-release-'));
  await cp(join(REPOSITORY, 'dist'), join(directory, 'dist'), { recursive: true });
  await symlink(join(REPOSITORY, 'node_modules'), join(directory, 'node_modules'));
  await writeFile(
    join(directory, 'package.json'),
    JSON.stringify({ name: 'backstitch', version, type: 'module', private: true }),
  );
  for (const [name, sql] of Object.entries(migrations)) {
    await writeFile(
      join(directory, 'dist', 'migrations', `${name.slice(-13)}-${name.slice(0, -13).toLowerCase()}.js`),
      `export class ${name} {
        async up(queryRunner) { await queryRunner.query(${JSON.stringify(sql)}); }
        async down() {}
      }\n`,
    );
  }
  return { root: `${directory}/`, remove: () => rm(directory, { recursive: true }) };
}
