import type { EntityManager, MigrationInterface } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';

/** What a process is, or what the instance is at: a version of Backstitch, and the schema of the control database that it knows. */
export class Release {
  constructor(
    readonly version: string,
    /** The time in the name of the newest migration, in ms. */
    readonly schema: number,
  ) {}

  equals(other: Release): boolean {
    return this.version === other.version && this.schema === other.schema;
  }

  toString(): string {
    return `Backstitch ${this.version} (schema ${this.schema})`;
  }
}

/** As TypeORM names migrations in its table. */
export function migrationNames(migrations: readonly MigrationInterface[]): string[] {
  return migrations.map((migration) => migration.name ?? migration.constructor.name);
}

/** TypeORM demands that a migration's name ends in its time, 13 digits. */
export function schemaOf(names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => Number(name.slice(-13))).filter(Number.isFinite));
}

/** What the instance is at; null before it was ever written. The transaction must act for all tenants. */
export async function readRelease(manager: EntityManager): Promise<Release | null> {
  const [row] = await manager.query<{ version: string; schema: string }[]>(
    `SELECT version, schema FROM instance_releases ORDER BY "createdAt" DESC, id DESC LIMIT 1`,
  );
  return row === undefined ? null : new Release(row.version, Number(row.schema));
}

/** From now on the instance is at this release. `dumpKey`: where the dump lies that was made before. */
export async function writeRelease(manager: EntityManager, release: Release, dumpKey: string | null): Promise<void> {
  await manager.query(`INSERT INTO instance_releases (id, version, schema, "dumpKey") VALUES ($1, $2, $3, $4)`, [
    uuidV7(),
    release.version,
    release.schema,
    dumpKey,
  ]);
}

/** Whether a process of release `own`, by starting, takes the instance along. It never takes it back: that is asked for by name. */
export function movesForward(own: Release, current: Release | null): boolean {
  if (current === null) return true;
  if (own.schema !== current.schema) return own.schema > current.schema;
  return compareVersions(own.version, current.version) > 0;
}

/** By the rules of semantic versioning, as far as a version has them: numbers by value, a pre-release before its release. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [parse(a), parse(b)];
  for (let place = 0; place < Math.max(one.numbers.length, other.numbers.length); place += 1) {
    const difference = (one.numbers[place] ?? 0) - (other.numbers[place] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  if (one.suffix === other.suffix) return 0;
  if (one.suffix === '' || other.suffix === '') return one.suffix === '' ? 1 : -1;
  return Math.sign(one.suffix.localeCompare(other.suffix, 'en', { numeric: true }));
}

function parse(version: string): { numbers: number[]; suffix: string } {
  const [withoutBuild = ''] = version.split('+');
  const [core = '', ...suffix] = withoutBuild.split('-');
  return { numbers: core.split('.').map((part) => Number(part) || 0), suffix: suffix.join('-') };
}
