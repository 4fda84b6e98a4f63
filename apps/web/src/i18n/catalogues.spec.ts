import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import en from './en.json' with { type: 'json' };
import th from './th.json' with { type: 'json' };

type Tree = Readonly<Record<string, unknown>>;

function flat(tree: Tree, before = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([name, value]) =>
      typeof value === 'string' ? [[before + name, value] as const] : [...flat(value as Tree, `${before}${name}.`)],
    ),
  );
}

const english = flat(en);
const thai = flat(th);
const source = path.join(process.cwd(), 'apps/web/src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.spec\.tsx?$/.test(file))
  .map((file) => [file, readFileSync(path.join(source, file), 'utf8')] as const);

describe('the words of the console (U06)', () => {
  it('are there in Thai and in English, every one', () => {
    expect([...thai.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('are written in the language they are for, and never left empty', () => {
    // What is the same in both: a mark, or a unit.
    for (const [key, text] of thai) expect(`${key}: ${text}`).toMatch(/[\u0E01-\u0E5B]/);
    for (const [key, text] of english) {
      expect(text.trim()).not.toBe('');
      expect(`${key}: ${text}`).not.toMatch(/[\u0E01-\u0E5B]/);
    }
  });

  it('take the same values in both languages', () => {
    const places = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    for (const [key, text] of english) {
      if (key.endsWith('_one')) continue;
      expect({ key, places: places(thai.get(key)) }).toEqual({ key, places: places(text) });
    }
  });

  it('stand in the catalogues: no Thai and no label is written into a page', () => {
    const written = files.flatMap(([file, text]) =>
      [...text.matchAll(/(?:label|title|placeholder|description|aria-label)="([^"]*[a-zA-Zก-๛]{3,}[^"]*)"/g)]
        .map(([, words = '']) => `${file}: ${words}`)
        // A pattern that is typed, and agencies' codes.
        .filter((line) => !/SP-2569-000001|shelter-nonthaburi/.test(line)),
    );
    expect(written).toEqual([]);
  });

  it('are used: no text waits for a page that is gone', () => {
    const code = files.map(([, text]) => text).join('\n');
    const unused = [...english.keys()]
      .map((key) => key.replace(/_(?:one|other)$/, ''))
      .filter((key) => {
        const parts = key.split('.');
        // Asked by its whole name, or by its first part with a code behind.
        const start = parts.slice(0, -1).join('.');
        return !code.includes(`'${key}'`) && !code.includes(`\`${start}.\${`) && !key.startsWith('due.');
      });
    expect(unused).toEqual([]);
  });
});
