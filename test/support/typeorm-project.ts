import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TypeormProject {
  /** A folder far from ours, without node_modules. */
  codePath: string;
  /** Adds or replaces a file. */
  write(file: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

/** A folder of migrations as a project would have it; each file's text is one of the functions below, or one's own. */
export async function writeTypeormProject(files: Readonly<Record<string, string>>): Promise<TypeormProject> {
  const codePath = await realpath(await mkdtemp(join(tmpdir(), 'backstitch-typeorm-')));
  const write = (file: string, text: string): Promise<void> => writeFile(join(codePath, file), text);
  for (const [file, text] of Object.entries(files)) await write(file, text);
  return { codePath, write, remove: () => rm(codePath, { recursive: true, force: true }) };
}

export function typescriptMigration(className: string, up: string, members = ''): string {
  return `import { MigrationInterface, QueryRunner, Table } from 'typeorm';

export class ${className} implements MigrationInterface {
  ${members}
  public async up(queryRunner: QueryRunner): Promise<void> {
    ${up}
  }
  public async down(queryRunner: QueryRunner): Promise<void> {
    void Table;
  }
}
`;
}

export function commonJsMigration(className: string, up: string): string {
  return `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.${className} = void 0;
const typeorm_1 = require("typeorm");
class ${className} {
    async up(queryRunner) {
        ${up}
    }
    async down() { void typeorm_1.Table; }
}
exports.${className} = ${className};
`;
}
