/**
 * @nestjs/swagger's compiler plugin, made to work in ES modules. For a DTO property whose type is a class it writes
 * `type: () => (await import("./other.js")).Other`, which is no JavaScript: the arrow function is not async. Here that
 * becomes a reference to a static import of the module (or to the class itself, when it stands in the same file).
 */
const { dirname, resolve } = require('node:path');
const swagger = require('@nestjs/swagger/plugin');
const ts = require('typescript');

const AWAITED_CLASS = /\(await import\("([^"]+)"\)\)\.(\w+)/;

exports.before = (options, program) => {
  const introspect = swagger.before(options, program);
  return (context) => {
    const introspectFile = introspect(context);
    return (file) => withStaticImports(introspectFile(file), file.fileName, context);
  };
};

function withStaticImports(file, fileName, context) {
  const { factory } = context;
  const imported = new Map();
  const reference = (path, name) => {
    if (resolve(dirname(fileName), path).replace(/\.js$/, '.ts') === resolve(fileName)) return name;
    if (!imported.has(path)) imported.set(path, factory.createIdentifier(`openapi_${imported.size + 1}`));
    return `${imported.get(path).text}.${name}`;
  };
  const inArrow = (node) => {
    if (!ts.isIdentifier(node)) return ts.visitEachChild(node, inArrow, context);
    const text = node.text.replace(AWAITED_CLASS, (_, path, name) => reference(path, name));
    return text === node.text ? node : factory.createIdentifier(text);
  };
  const visit = (node) =>
    ts.isArrowFunction(node) ? ts.visitEachChild(node, inArrow, context) : ts.visitEachChild(node, visit, context);
  const visited = ts.visitEachChild(file, visit, context);
  const imports = [...imported].map(([path, name]) =>
    factory.createImportDeclaration(
      undefined,
      factory.createImportClause(false, undefined, factory.createNamespaceImport(name)),
      factory.createStringLiteral(path),
    ),
  );
  return factory.updateSourceFile(visited, [...imports, ...visited.statements]);
}
