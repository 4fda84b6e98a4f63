import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from './project-root.js';

let project: string;

/** A project as the bootstrap sees it, with two source files and the packages of this one. */
beforeEach(() => {
  const root = projectRoot();
  project = mkdtempSync(path.join(os.tmpdir(), 'saphan-bootstrap-'));
  for (const file of ['package.json', '.swcrc']) cpSync(path.join(root, file), path.join(project, file));
  writeFileSync(path.join(project, 'package-lock.json'), '{}');
  mkdirSync(path.join(project, 'node_modules/.bin'), { recursive: true });
  symlinkSync(process.execPath, path.join(project, 'node_modules/.bin/node'));
  symlinkSync(path.join(root, 'node_modules/@swc'), path.join(project, 'node_modules/@swc'));
  const { createHash } = process.getBuiltinModule('node:crypto');
  writeFileSync(path.join(project, 'node_modules/.saphan-stamp'), createHash('sha256').update('{}').digest('hex'));
  cpSync(path.join(root, 'apps/dev/bootstrap'), path.join(project, 'apps/dev/bootstrap'), { recursive: true });
  cpSync(path.join(root, 'apps/dev/bootstrap.mjs'), path.join(project, 'apps/dev/bootstrap.mjs'));
  for (const file of ['print-sentences.ts', 'sentence-error.ts']) {
    source(`apps/dev/src/${file}`, readFileSync(path.join(root, 'apps/dev/src', file), 'utf8'));
  }
  source('libs/domain/src/stages.ts', 'export const STAGES: readonly string[] = ["report"];\n');
  source('libs/domain/src/law.json', '{}');
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

function source(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
  writeFileSync(path.join(project, file), text);
}

function bootstrap(...args: string[]): { code: number | null; out: string; err: string } {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const script = path.join(project, 'apps/dev/bootstrap.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { env, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

const built = (file: string) => path.join(project, 'dist', file);

describe('the bootstrap', () => {
  it('builds what changed, copies the rest, and removes what has no source any more', () => {
    source('libs/domain/src/stages.spec.ts', 'it.todo("x");');
    expect(bootstrap('build').out).toMatch(/Built \d+ files/);
    expect(readFileSync(built('libs/domain/src/stages.js'), 'utf8')).toContain('sourceMappingURL=stages.js.map');
    expect(existsSync(built('libs/domain/src/law.json'))).toBe(true);
    expect(existsSync(built('libs/domain/src/stages.spec.js'))).toBe(false);
    expect(bootstrap('build')).toEqual({ code: 0, out: '', err: '' });

    source('libs/domain/src/roles.ts', 'export const ROLES = 2;\n');
    rmSync(path.join(project, 'libs/domain/src/stages.ts'));
    expect(bootstrap('build').out).toMatch(/Built 1 files/);
    expect(existsSync(built('libs/domain/src/stages.js.map'))).toBe(false);
  });

  it('says which file does not compile, and does not count it as built', () => {
    source('libs/domain/src/broken.ts', 'export const = ;\n');
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { code, err } = bootstrap('build');
      expect(code).toBe(1);
      expect(err).toMatch(/These files do not compile:\nlibs\/domain\/src\/broken.ts/);
      expect(err).not.toMatch(/\n\s+at |backtrace/);
    }
  });

  it('passes arguments and the exit code through', () => {
    source('apps/dev/src/demo.ts', 'console.log(process.argv.slice(2).join(" ")); process.exitCode = 7;\n');
    const { code, out } = bootstrap('demo', '--json', '--scenario', '2');
    expect(code).toBe(7);
    expect(out).toContain('--json --scenario 2');
  });

  it('says what a person can act on without a stack trace', () => {
    source(
      'apps/dev/src/demo.ts',
      `import { SentenceError } from './sentence-error.js'; throw new SentenceError('Start it first.');\n`,
    );
    expect(bootstrap('demo')).toMatchObject({ code: 1, err: 'Start it first.\n' });
  });

  it('names the commands to somebody who gives none', () => {
    const { code, err } = bootstrap('strat');
    expect(code).toBe(1);
    expect(err).toMatch(/^There is no command "strat". Commands: start, test, /);
    expect(bootstrap('bench').err).toMatch(/no such command yet/);
  });
});
