import type ts from 'typescript';
import { cannotParse, type CodeFile } from '../code-files.js';
import { exportedNames, type Compiler } from './exported-names.js';

/**
 * The names of the migration classes that one file exports, as TypeORM would record them: the `name` property of an
 * instance, else the name of the class. Syntax only: nothing is executed, no other file is looked at. Understands
 * TypeScript, ES modules and what compilers make of them (`exports.X = X`, getters, functions with a prototype).
 * Throws INVALID_PARAMETER for a syntax error, and for a name that is computed.
 */
export async function parseTypeormMigrations(file: CodeFile, text: string): Promise<string[]> {
  // Ten megabytes that only planning needs.
  const { default: compiler } = await import('typescript');
  try {
    return readNames(compiler, file, text);
  } catch (error) {
    // The compiler's parser is recursive: what is nested too deeply ends with the stack.
    if (error instanceof RangeError) throw cannotParse(file, 'it is nested too deeply');
    throw error;
  }
}

function readNames(compiler: Compiler, file: CodeFile, text: string): string[] {
  const kind = isTypeScript(file.relativePath) ? compiler.ScriptKind.TS : compiler.ScriptKind.JS;
  const source = compiler.createSourceFile(file.relativePath, text, compiler.ScriptTarget.Latest, true, kind);
  refuseSyntaxErrors(compiler, source, file);

  const exported = exportedNames(compiler, source);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (compiler.isClassLike(node)) {
      const migration = readClass(compiler, node, exported, file);
      if (migration !== null) names.push(migration);
    } else if (compiler.isFunctionDeclaration(node) && isPrototypeClass(compiler, node)) {
      const name = node.name?.text ?? '';
      if (exported.has(name)) names.push(assignedName(compiler, node, file) ?? name);
    }
    compiler.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

export function isTypeScript(path: string): boolean {
  return /\.[cm]?ts$/.test(path);
}

function readClass(
  compiler: Compiler,
  node: ts.ClassLikeDeclaration,
  exported: ReadonlySet<string>,
  file: CodeFile,
): string | null {
  if (node.modifiers?.some(({ kind }) => kind === compiler.SyntaxKind.AbstractKeyword)) return null;
  const className = node.name?.text ?? variableName(compiler, node);
  const isExported =
    isExportedInPlace(compiler, node) || exported.has(className) || exported.has(variableName(compiler, node));
  if (!isExported || !isMigration(compiler, node, className)) return null;
  return propertyName(compiler, node, file) ?? constructorName(compiler, node, file) ?? className;
}

/** One that inherits `up` from another file is known by what TypeORM demands of its name. */
function isMigration(compiler: Compiler, node: ts.ClassLikeDeclaration, className: string): boolean {
  const hasUp = node.members.some((member) => isNamed(compiler, member, 'up') && !isStatic(compiler, member));
  const clauses = node.heritageClauses ?? [];
  const doesImplement = clauses.some(({ types }) =>
    types.some(({ expression }) => expression.getText().endsWith('MigrationInterface')),
  );
  const doesExtend = clauses.some(({ token }) => token === compiler.SyntaxKind.ExtendsKeyword);
  return hasUp || doesImplement || (doesExtend && /\d{13}$/.test(className));
}

/** `export class X`, `exports.X = class …`, `module.exports = class …`. */
function isExportedInPlace(compiler: Compiler, node: ts.ClassLikeDeclaration): boolean {
  if (node.modifiers?.some(({ kind }) => kind === compiler.SyntaxKind.ExportKeyword)) return true;
  let parent: ts.Node = node.parent;
  while (compiler.isParenthesizedExpression(parent)) parent = parent.parent;
  if (compiler.isExportAssignment(parent)) return true;
  return compiler.isBinaryExpression(parent) && /^(module\.)?exports\b/.test(parent.left.getText());
}

/** `const X = class {…}` and `let X = class X {…}`. */
function variableName(compiler: Compiler, node: ts.ClassLikeDeclaration): string {
  const { parent } = node;
  return compiler.isVariableDeclaration(parent) && compiler.isIdentifier(parent.name) ? parent.name.text : '';
}

/** `name = '…'` */
function propertyName(compiler: Compiler, node: ts.ClassLikeDeclaration, file: CodeFile): string | null {
  const property = node.members.find((member) => isNamed(compiler, member, 'name') && !isStatic(compiler, member));
  if (!property) return null;
  // `name: string;` declares the type of what the constructor assigns.
  if (compiler.isPropertyDeclaration(property))
    return property.initializer ? literal(compiler, property.initializer, file) : null;
  throw cannotParse(file, 'the name of its migration is computed');
}

/** `this.name = '…'`, as compilers write a property for older JavaScript. */
function constructorName(compiler: Compiler, node: ts.ClassLikeDeclaration, file: CodeFile): string | null {
  const constructor = node.members.find((member) => compiler.isConstructorDeclaration(member));
  return constructor ? assignedName(compiler, constructor, file) : null;
}

function assignedName(compiler: Compiler, within: ts.Node, file: CodeFile): string | null {
  let found: string | null = null;
  const visit = (node: ts.Node): void => {
    if (
      compiler.isBinaryExpression(node) &&
      node.operatorToken.kind === compiler.SyntaxKind.EqualsToken &&
      node.left.getText() === 'this.name'
    ) {
      found = literal(compiler, node.right, file);
    } else if (compiler.isCallExpression(node) && isDefineName(compiler, node)) {
      const value = node.arguments[2];
      found = value ? literal(compiler, value, file) : null;
    }
    compiler.forEachChild(node, visit);
  };
  visit(within);
  return found;
}

/** esbuild's `__publicField(this, "name", "…")`, SWC's `_define_property(this, "name", "…")`. */
function isDefineName(compiler: Compiler, node: ts.CallExpression): boolean {
  const [target, property] = node.arguments;
  return (
    target?.kind === compiler.SyntaxKind.ThisKeyword &&
    property !== undefined &&
    compiler.isStringLiteral(property) &&
    property.text === 'name'
  );
}

/** `X.prototype.up = …` next to `function X() {…}`. */
function isPrototypeClass(compiler: Compiler, node: ts.FunctionDeclaration): boolean {
  const left = `${node.name?.text ?? ''}.prototype.up`;
  return (
    compiler.isBlock(node.parent) &&
    node.parent.statements.some(
      (statement) =>
        compiler.isExpressionStatement(statement) &&
        compiler.isBinaryExpression(statement.expression) &&
        statement.expression.left.getText() === left,
    )
  );
}

function literal(compiler: Compiler, node: ts.Expression, file: CodeFile): string {
  let value = node;
  while (
    compiler.isAsExpression(value) ||
    compiler.isParenthesizedExpression(value) ||
    compiler.isSatisfiesExpression(value)
  )
    value = value.expression;
  if (compiler.isStringLiteralLike(value)) return value.text;
  throw cannotParse(file, 'the name of its migration is not a plain text');
}

function isNamed(compiler: Compiler, member: ts.ClassElement, name: string): boolean {
  return (
    member.name !== undefined &&
    (compiler.isIdentifier(member.name) || compiler.isStringLiteral(member.name)) &&
    member.name.text === name
  );
}

function isStatic(compiler: Compiler, member: ts.ClassElement): boolean {
  return (
    compiler.canHaveModifiers(member) &&
    Boolean(compiler.getModifiers(member)?.some(({ kind }) => kind === compiler.SyntaxKind.StaticKeyword))
  );
}

/** The compiler keeps what it found wrong with the syntax in a property that its types do not show. */
function refuseSyntaxErrors(compiler: Compiler, source: ts.SourceFile, file: CodeFile): void {
  const { parseDiagnostics } = source as ts.SourceFile & { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  const [first] = parseDiagnostics ?? [];
  if (!first) return;
  const line = source.getLineAndCharacterOfPosition(first.start).line + 1;
  throw cannotParse(file, `line ${line}: ${compiler.flattenDiagnosticMessageText(first.messageText, ' ')}`);
}
