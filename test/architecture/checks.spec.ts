import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../apps/dev/src/project-root.js';
import { readSource, sourceFiles } from './source-files.js';

const MAP = 'docs/asvs.md';
const CHECKS = Array.from({ length: 35 }, (_, index) => `S${String(index + 1).padStart(2, '0')}`);

/** The checks that the names of a spec's tests say they prove. */
function checksNamedIn(file: string): ReadonlySet<string> {
  const named = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(?:describe|it)\b/.test(node.expression.getText(source))) {
      for (const id of node.arguments[0]?.getText(source).match(/\bS\d\d\b/g) ?? []) named.add(id);
    }
    ts.forEachChild(node, visit);
  };
  const source = ts.createSourceFile(file, readSource(file), ts.ScriptTarget.Latest);
  visit(source);
  return named;
}

interface Row {
  readonly check: string;
  readonly doneIn: readonly string[];
  readonly specs: readonly string[];
}

/** `| S05 what | ASVS | where it is done | specs |` */
function rowsOf(text: string): readonly Row[] {
  const files = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, file]) => file ?? '');
  return [...text.matchAll(/^\| (S\d\d) [^|]*\|[^|]*\|([^|]*)\|([^|]*)\|$/gm)].map(([, check, doneIn, specs]) => ({
    check: check ?? '',
    doneIn: files(doneIn),
    specs: files(specs),
  }));
}

describe('the checks of security', () => {
  const named = new Map(
    sourceFiles()
      .filter((file) => file.endsWith('.spec.ts'))
      .map((file) => [file, checksNamedIn(file)]),
  );
  const rows = rowsOf(readFileSync(path.join(projectRoot(), MAP), 'utf8'));

  it('each stand in the name of a test', () => {
    const proven = new Set([...named.values()].flatMap((ids) => [...ids]));
    expect(CHECKS.filter((id) => !proven.has(id))).toEqual([]);
  });

  it('each have a line in docs/asvs.md, in their order', () => {
    expect(rows.map(({ check }) => check)).toEqual(CHECKS);
    expect(rows.filter(({ specs, doneIn }) => specs.length === 0 || doneIn.length === 0)).toEqual([]);
  });

  it.each(rows)('$check is done and proven where its line says', ({ check, doneIn, specs }) => {
    expect(doneIn.filter((file) => !existsSync(path.join(projectRoot(), file)))).toEqual([]);
    expect(specs.filter((file) => named.get(file)?.has(check) !== true)).toEqual([]);
  });
});
