import { readFileSync } from 'node:fs';
import { checkSync } from 'recheck';
import ts from 'typescript';
import { jest } from '@jest/globals';
import { allForms } from '#policy/forms.js';
import { isTestFile, readSource, sourceFiles } from './source-files.js';

jest.setTimeout(240_000);

interface Expression {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

function inFile(file: string): readonly Expression[] {
  const text = readSource(file);
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ where: file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return found;
}

/** Ajv reads a form's pattern with the flag u. */
function inForms(): readonly Expression[] {
  return [...allForms().keys()].flatMap((key) => {
    const text = readFileSync(`libs/policy/th-nrm-2565/forms/${key}.json`, 'utf8');
    return [...text.matchAll(/"pattern": ("[^\n]*?[^\\]")/g)].map(([, pattern]) => ({
      where: key,
      source: JSON.parse(pattern ?? '""') as string,
      flags: 'u',
    }));
  });
}

/** Tests, the bench and what starts the product read no stranger's text. */
const isServed = (file: string) => !isTestFile(file) && !/^(?:test|apps\/dev|libs\/testing)\//.test(file);
/** Slow for a text made for it, which cannot reach them: the product's own templates, and the lines of a stack. */
const OWN_TEXTS_ONLY = new Set([
  '/\\s*\\([^()]*\\{\\w+\\}[^()]*\\)/g',
  '/([,:]?\\s*)\\{(\\w+)\\}/g',
  '/\\(?(?:file:\\/\\/)?\\/.*\\/((?:apps|libs|workflows)\\/)/',
]);
const EXPRESSIONS = [...sourceFiles().filter(isServed).flatMap(inFile), ...inForms()];
const distinct = [...new Map(EXPRESSIONS.map((one) => [`/${one.source}/${one.flags}`, one])).entries()].filter(
  ([text]) => !OWN_TEXTS_ONLY.has(text),
);

/** Anything but a proof of safety counts as a danger, but for what the checker cannot read. */
function judge({ source, flags }: Omit<Expression, 'where'>): string {
  return checkSync(source, flags, { timeout: 10_000 }).status;
}

describe('regular expressions (S19)', () => {
  it('finds them all: in the sources and in the forms', () => {
    expect(distinct.length).toBeGreaterThan(50);
  });

  it('would find one that a hostile text can stop the server with', () => {
    expect(judge({ source: '^(a+)+$', flags: '' })).toBe('vulnerable');
  });

  it.each(distinct)('%s takes no longer for a hostile text', (_, expression) => {
    expect(judge(expression)).not.toBe('vulnerable');
  });
});
