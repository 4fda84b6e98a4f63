import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../apps/dev/src/project-root.js';

const TEMPORAL_PACKAGES = ['activity', 'client', 'common', 'proto', 'worker', 'workflow'];

/** Where Node would find a package that another one imports. */
function resolvedFrom(folder: string, name: string): string {
  for (let at = realpathSync(folder); at !== path.dirname(at); at = path.dirname(at)) {
    const candidate = path.join(at, 'node_modules', name);
    if (existsSync(candidate)) return realpathSync(candidate);
  }
  throw new Error(`${name} is not installed for ${folder}`);
}

describe('what is installed', () => {
  it('has one protobufjs for all of Temporal: with two, a replay fails with "type must be a Type"', () => {
    const folders = TEMPORAL_PACKAGES.map((name) => path.join(projectRoot(), 'node_modules/@temporalio', name));
    const copies = new Set(folders.map((folder) => resolvedFrom(folder, 'protobufjs')));
    expect([...copies]).toEqual([path.join(projectRoot(), 'node_modules/protobufjs')]);
  });

  it('is named to the last digit, so that a fresh clone gets what was tested', () => {
    const manifest = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});
