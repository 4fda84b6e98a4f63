import path from 'node:path';
import ts from 'typescript';

export interface Import {
  /** As it is written. */
  readonly specifier: string;
  /** A folder of ours (`libs/domain`, `apps/api`, `workflows`), a package, or `node` for what comes with it. */
  readonly from: string;
  /** Vanishes when it is compiled. */
  readonly typeOnly: boolean;
}

/** Every import of a source text: static, re-exported, dynamic, and the types named by `import('…')`. */
export function importsOf(file: string, text: string): readonly Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    found.push({ specifier: specifier.text, from: ownerOf(file, specifier.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || isRequire(node))) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function isRequire({ expression }: ts.CallExpression): boolean {
  return ts.isIdentifier(expression) && expression.text === 'require';
}

function ownerOf(file: string, specifier: string): string {
  if (specifier.startsWith('node:')) return 'node';
  if (specifier.startsWith('#')) {
    const library = specifier.slice(1).split('/')[0] ?? '';
    return library === 'workflows' ? 'workflows' : `libs/${library}`;
  }
  if (specifier.startsWith('.')) return folderOf(path.posix.join(path.posix.dirname(file), specifier));
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The part of the project that a file belongs to. */
export function folderOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  return first === 'apps' || first === 'libs' ? `${first}/${second}` : first;
}
