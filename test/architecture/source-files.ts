import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../apps/dev/src/project-root.js';

const FOLDERS = ['apps', 'libs', 'workflows', 'test'];
const SOURCE = /\.(?:ts|tsx|mts|mjs)$/;

/** Every file of ours that is code, relative to the project folder. */
export function sourceFiles(): readonly string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(path.join(projectRoot(), folder), { recursive: true, encoding: 'utf8' })
      .map((file) => path.join(folder, file))
      .filter((file) => SOURCE.test(file) && !file.includes('node_modules')),
  ).sort();
}

export function readSource(file: string): string {
  return readFileSync(path.join(projectRoot(), file), 'utf8');
}

/** What is no part of a running Saphan: specs, their fixtures, and all of `test/`. */
export function isTestFile(file: string): boolean {
  return /\.(?:spec|fixture)\.ts$/.test(file) || file.startsWith('test/');
}
