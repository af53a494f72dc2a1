import type ts from 'typescript';

export type Compiler = typeof ts;

/**
 * The local names that a module exports, in every form that TypeScript, SWC, Babel and esbuild write:
 * `export { X }`, `export default X`, `exports.X = X`, `module.exports = { X }`,
 * `Object.defineProperty(exports, "X", { get: () => X })`, `_export(exports, { X: () => X })`.
 */
export function exportedNames(compiler: Compiler, source: ts.SourceFile): Set<string> {
  const names = new Set<string>();

  const addObject = (object: ts.ObjectLiteralExpression): void => {
    for (const property of object.properties) {
      if (compiler.isShorthandPropertyAssignment(property)) names.add(property.name.text);
      else if (compiler.isPropertyAssignment(property)) addValue(property.initializer);
      else if (compiler.isMethodDeclaration(property) || compiler.isGetAccessorDeclaration(property))
        addReturned(property.body);
    }
  };
  const addReturned = (body: ts.ConciseBody | undefined): void => {
    if (!body) return;
    if (!compiler.isBlock(body)) addValue(body);
    else
      for (const statement of body.statements)
        if (compiler.isReturnStatement(statement) && statement.expression) addValue(statement.expression);
  };
  const addValue = (value: ts.Expression): void => {
    if (compiler.isIdentifier(value)) names.add(value.text);
    else if (compiler.isObjectLiteralExpression(value)) addObject(value);
    else if (compiler.isArrayLiteralExpression(value)) value.elements.forEach(addValue);
    else if (compiler.isParenthesizedExpression(value)) addValue(value.expression);
    else if (compiler.isArrowFunction(value) || compiler.isFunctionExpression(value)) addReturned(value.body);
    // exports.X = module.exports.Y = X
    else if (compiler.isBinaryExpression(value)) addValue(value.right);
  };

  for (const statement of source.statements) {
    if (
      compiler.isExportDeclaration(statement) &&
      !statement.moduleSpecifier &&
      statement.exportClause &&
      compiler.isNamedExports(statement.exportClause)
    ) {
      for (const { propertyName, name } of statement.exportClause.elements) names.add((propertyName ?? name).text);
    } else if (compiler.isExportAssignment(statement)) {
      addValue(statement.expression);
    } else if (
      compiler.isVariableStatement(statement) &&
      statement.modifiers?.some(({ kind }) => kind === compiler.SyntaxKind.ExportKeyword)
    ) {
      for (const { name } of statement.declarationList.declarations)
        if (compiler.isIdentifier(name)) names.add(name.text);
    } else if (compiler.isExpressionStatement(statement)) {
      const { expression } = statement;
      if (compiler.isBinaryExpression(expression) && /^(module\.)?exports\b/.test(expression.left.getText()))
        addValue(expression.right);
      else if (compiler.isCallExpression(expression))
        expression.arguments.filter((argument) => compiler.isObjectLiteralExpression(argument)).forEach(addObject);
    }
  }
  return names;
}
