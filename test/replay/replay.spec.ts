import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker, type ReplayResult, type WorkflowBundleOption } from '@temporalio/worker';
import { quietRuntime } from '#testing/casework-bench.js';
import { testVault } from '#testing/test-keys.js';
import { dataConverterOf } from '#temporal/data-converter.js';
import { bundleOf, sharedWorkflowBundle } from '#testing/workflow-bundle.js';

const FOLDER = new URL('./histories/', import.meta.url);
const LIMIT_MS = 90_000;
const dataConverter = dataConverterOf(testVault());

interface RecordedHistory {
  readonly workflowId: string;
  readonly history: { readonly events: readonly { readonly eventType: string }[] };
}

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

function read(file: string): RecordedHistory[] {
  return JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as RecordedHistory[];
}

async function replay(
  workflowBundle: WorkflowBundleOption,
  recorded: readonly RecordedHistory[],
): Promise<ReplayResult[]> {
  const histories = recorded.map(({ workflowId, history }) => ({ workflowId, history: historyFromJSON(history) }));
  const results: ReplayResult[] = [];
  for await (const result of Worker.runReplayHistories({ workflowBundle, dataConverter }, histories))
    results.push(result);
  return results;
}

beforeAll(quietRuntime);

describe('R10: what earlier versions have left in Temporal', () => {
  it.each(files)(
    'replays with the workflows of today: %s',
    async (file) => {
      const recorded = read(file);
      const results = await replay(await sharedWorkflowBundle(), recorded);
      expect(results.filter(({ error }) => error !== undefined)).toEqual([]);
      expect(results).toHaveLength(recorded.length);
    },
    LIMIT_MS,
  );

  it('is of every kind of process, of every way in and of every way a run ends, and small', () => {
    const all = files.flatMap(read);
    const kinds = new Set(all.map(({ workflowId }) => workflowId.split(':')[0]));
    expect([...kinds].sort()).toEqual(['case', 'follow-up', 'return', 'service-referral', 'track']);
    const types = new Set(all.flatMap(({ history }) => history.events.map(({ eventType }) => eventType)));
    for (const type of [
      'WORKFLOW_EXECUTION_CONTINUED_AS_NEW',
      'WORKFLOW_EXECUTION_COMPLETED',
      'TIMER_FIRED',
      'MARKER_RECORDED',
    ]) {
      expect(types).toContain(`EVENT_TYPE_${type}`);
    }
    for (const file of files) expect(statSync(new URL(file, FOLDER)).size).toBeLessThan(150_000);
  });

  it.each(['sleeps-first', 'commits-nothing'])(
    'does not replay with a change that was planted: %s',
    async (planted) => {
      const code = await bundleOf(new URL(`./planted/${planted}.ts`, import.meta.url));
      const firstRuns = files
        .flatMap(read)
        .filter(({ workflowId }) => workflowId.startsWith('case:'))
        .slice(0, 1);
      const [result] = await replay({ code }, firstRuns);
      expect(result?.error).toBeInstanceOf(DeterminismViolationError);
    },
    LIMIT_MS,
  );
});

describe('the packages of Temporal', () => {
  it('share one protobufjs: with several, replay fails with "type must be a Type"', () => {
    const modules = fileURLToPath(new URL('../../node_modules/@temporalio/', import.meta.url));
    const resolved = readdirSync(modules).flatMap((name) => {
      const manifest = path.join(modules, name, 'package.json');
      const { dependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as {
        dependencies?: Record<string, string>;
      };
      return 'protobufjs' in dependencies ? [realpathSync(createRequire(manifest).resolve('protobufjs'))] : [];
    });
    expect(resolved.length).toBeGreaterThan(1);
    expect(new Set(resolved).size).toBe(1);
  });
});
