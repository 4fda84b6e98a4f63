import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../apps/dev/src/project-root.js';
import { WORKFLOW_TYPES } from '#temporal/process-types.js';

const MODULE = /"\.\/((?:node_modules\/(?:@[^/"]+\/)?[^/"]+)|[^"]+)/g;

function bundle(): string {
  const file = path.join(projectRoot(), 'dist/workflow-bundle.js');
  if (!existsSync(file)) throw new Error(`${file} is missing: "npm run build" makes it.`);
  return readFileSync(file, 'utf8');
}

describe('the bundle that Temporal runs', () => {
  const code = bundle();
  const modules = new Set([...code.matchAll(MODULE)].map(([, name]) => name ?? ''));

  it('holds every workflow that a fact may be sent to', () => {
    for (const name of Object.values(WORKFLOW_TYPES)) expect(code).toContain(`function ${name}`);
    expect([...modules]).toContain('node_modules/@temporalio/workflow');
  });

  it('holds no framework, no database and no file system', () => {
    const foreign = [...modules].filter((name) =>
      /@nestjs|typeorm|reflect-metadata|node_modules\/pg|ajv|pino/.test(name),
    );
    expect(foreign).toEqual([]);
    expect(code).not.toMatch(/require\("(?:node:)?(?:fs|net|crypto|child_process)"\)/);
  });

  it('holds of the libraries the domain only', () => {
    const ours = [...modules].filter((name) => /(?:^|\/)libs\//.test(name));
    expect(ours.length).toBeGreaterThan(10);
    expect(ours.filter((name) => !name.includes('libs/domain/'))).toEqual([]);
  });
});
