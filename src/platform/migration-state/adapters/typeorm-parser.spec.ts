import { describe, expect, it } from '@jest/globals';
import { transformSync } from '@swc/core';
import ts from 'typescript';
import { parseTypeormMigrations } from './typeorm-parser.js';

const METHODS = 'async up(queryRunner) {} async down(queryRunner) {}';
const TYPED =
  'public async up(queryRunner: QueryRunner): Promise<void> {} public async down(queryRunner: QueryRunner): Promise<void> {}';

const parse = (text: string, path = 'migrations/file.ts'): Promise<string[]> =>
  parseTypeormMigrations({ path: `/x/${path}`, relativePath: path }, text);

describe('parseTypeormMigrations', () => {
  it.each([
    ['the name of the class', `export class A1 implements MigrationInterface { ${TYPED} }`, ['A1']],
    ['the name property', `export class A1 implements MigrationInterface { name = 'Other1'; ${TYPED} }`, ['Other1']],
    [
      'a typed, readonly one',
      `export class A1 { public readonly name: string = 'Other1' as const; ${TYPED} }`,
      ['Other1'],
    ],
    ['a property that is only declared', `export class A1 { name!: string; ${TYPED} }`, ['A1']],
    ['a default export', `export default class A1 { ${TYPED} }`, ['A1']],
    ['several in one file', `export class A1 { ${TYPED} } export class B2 { ${TYPED} }`, ['A1', 'B2']],
    ['an export list', `class A1 { ${TYPED} } export { A1 as Renamed };`, ['A1']],
    ['a class expression', `export const A1 = class { ${TYPED} };`, ['A1']],
    ['up as a property', `export class A1 { up = async (q: QueryRunner) => {}; }`, ['A1']],
    ['a qualified interface', `export class A1 implements typeorm.MigrationInterface { ${TYPED} }`, ['A1']],
    ['one that inherits up', `export class A1700000000001 extends Base {}`, ['A1700000000001']],
    ['an abstract base', `export abstract class Base implements MigrationInterface { ${TYPED} }`, []],
    ['a class that is not exported', `class A1 implements MigrationInterface { ${TYPED} }`, []],
    ['another exported class', `export class Helper { upload() {} static up() {} }`, []],
    ['a comment and a text', `// export class A1 { up() {} }\nexport const text = "export class B1 { up() {} }";`, []],
  ])('reads %s', async (_title, text, names) => {
    expect(await parse(text)).toEqual(names);
  });

  it.each([
    ['exports.X = X', `class A1 { ${METHODS} }\nexports.A1 = A1;`],
    ['exports.X = class', `exports.A1 = class A1 { ${METHODS} };`],
    [
      'exports.X = void 0, then a variable',
      `exports.A1 = void 0;\nlet A1 = class A1 { ${METHODS} };\nexports.A1 = A1;`,
    ],
    ['module.exports = class', `module.exports = class A1 { ${METHODS} }`],
    ['module.exports = { X }', `class A1 { ${METHODS} }\nmodule.exports = { A1 };`],
    [
      'a constructor that assigns the name',
      `class Z { constructor() { this.name = 'A1'; } ${METHODS} }\nexports.Z = Z;`,
    ],
  ])('reads JavaScript with %s', async (_title, text) => {
    expect(await parse(text, 'file.js')).toEqual(['A1']);
  });

  describe('what compilers make of a migration', () => {
    const source = `import { MigrationInterface, QueryRunner } from 'typeorm';
      export class CreateShop1700000000001 implements MigrationInterface {
        name = 'CreateShop1700000000009';
        ${TYPED}
      }
      export class NoName1700000000002 implements MigrationInterface { ${TYPED} }`;
    const { ES5, ES2015, ES2020, ES2022 } = ts.ScriptTarget;
    const { CommonJS, ESNext } = ts.ModuleKind;

    it.each([
      ['es5', ES5, CommonJS],
      ['es2015', ES2015, CommonJS],
      ['es2020', ES2020, CommonJS],
      ['es2022', ES2022, CommonJS],
      ['ES modules', ES2022, ESNext],
      ['ES modules of es2015', ES2015, ESNext],
    ])('TypeScript, %s', async (_title, target, module) => {
      const { outputText } = ts.transpileModule(source, { compilerOptions: { target, module, sourceMap: true } });
      expect(await parse(outputText, 'file.js')).toEqual(['CreateShop1700000000009', 'NoName1700000000002']);
    });

    it.each([
      ['es2022', 'commonjs'],
      ['es2017', 'commonjs'],
      ['es2022', 'es6'],
    ] as const)('SWC, %s, %s', async (target, type) => {
      const { code } = transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target }, module: { type } });
      expect(await parse(code, 'file.js')).toEqual(['CreateShop1700000000009', 'NoName1700000000002']);
    });
  });

  it.each([
    ['a syntax error, with its line', 'export class A1 {\n  up( { }\n}', /file\.ts cannot be read: line \d/],
    ['a computed name', `export class A1 { name = makeName(); ${TYPED} }`, /file\.ts.*not a plain text/],
    ['what is nested too deeply', `export class A1 { up() { ${'['.repeat(200_000)} } }`, /file\.ts.*nested too deeply/],
    ['a getter', `export class A1 { get name() { return 'x'; } ${TYPED} }`, /file\.ts.*computed/],
  ])('refuses %s', async (_title, text, message) => {
    await expect(parse(text)).rejects.toMatchObject({
      code: 'INVALID_PARAMETER',
      message: expect.stringMatching(message),
    });
  });
});
