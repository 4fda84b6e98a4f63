import type { Type } from '@nestjs/common';
import { envelopePipe } from '../../apps/api/src/http/envelope.pipe.js';
import { checklistOf, CHECKLISTS, type ChecklistName } from '#domain/checklists.js';
import { TASK_KEYS, type TaskKey } from '#domain/task-keys.js';
import { checkAnswers } from '#policy/forms.js';
import { describeApi, envelopeClasses } from './api-surface.js';

interface Media {
  readonly schema: { readonly $ref: string };
  readonly example?: object;
  readonly examples?: Readonly<Record<string, { readonly value: { readonly answers: object } }>>;
}
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
}

const document = await describeApi();
const bodies = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations as Record<string, Operation>).flatMap(([method, { requestBody }]) =>
    Object.values(requestBody?.content ?? {}).map((media) => [`${method.toUpperCase()} ${path}`, media] as const),
  ),
);
const completion = bodies.find(([, { schema }]) => schema.$ref.endsWith('/CompletionDto'))?.[1];
const classes = envelopeClasses();

function classOf({ schema }: Media): Type<object> {
  const envelope = classes.get(schema.$ref.split('/').at(-1) ?? '');
  if (envelope === undefined) throw new Error(`No class for ${schema.$ref}`);
  return envelope;
}

function examplesOf(media: Media): readonly object[] {
  return media.example === undefined ? Object.values(media.examples ?? {}).map(({ value }) => value) : [media.example];
}

/** The outcomes that a task may have, in whichever checklist it stands. */
function outcomesOf(key: TaskKey): readonly string[] {
  const tasks = (Object.keys(CHECKLISTS) as ChecklistName[]).flatMap((name) => checklistOf(name).tasks);
  return [...new Set(tasks.filter((task) => task.key === key).flatMap(({ outcomes }) => outcomes))];
}

describe('the examples of the document', () => {
  it('are there for every body', () => {
    expect(bodies.length).toBeGreaterThanOrEqual(8);
    expect(bodies.filter(([, media]) => examplesOf(media).length === 0)).toEqual([]);
  });

  it.each(bodies)('are taken by %s as they stand', async (_, media) => {
    for (const example of examplesOf(media)) {
      await envelopePipe().transform(structuredClone(example), { type: 'body', metatype: classOf(media) });
    }
  });

  it.each(bodies)('name no field that %s would not know, and every other one is refused (S04)', async (_, media) => {
    for (const extra of ['agencyId', 'status', 'role', 'createdAt']) {
      const body = { ...structuredClone(examplesOf(media)[0]), [extra]: 'mine' };
      const taken = envelopePipe().transform(body, { type: 'body', metatype: classOf(media) });
      await expect(taken).rejects.toMatchObject({ violations: [{ path: `/${extra}`, code: 'field-unknown' }] });
    }
  });

  it('show a completion of every task', () => {
    expect(Object.keys(completion?.examples ?? {}).sort()).toEqual([...TASK_KEYS].sort());
  });

  it.each(TASK_KEYS)('complete %s with answers that its form takes, and an outcome that the task has', (key) => {
    const answers = completion?.examples?.[key]?.value.answers ?? {};
    expect(checkAnswers(key, answers)).toEqual([]);
    const outcomes = outcomesOf(key);
    if (outcomes.length > 1) expect(outcomes).toContain((answers as { outcome?: string }).outcome);
  });
});
