import { randomUUID } from 'node:crypto';
import type { FieldMark } from '#domain/drafts/merge-draft.js';
import type { Answers } from '#domain/task-template.js';
import { formLibrary } from '#policy/forms.js';
import type { WrittenForm } from '#policy/form.js';
import { readFormFiles } from '#policy/form-library.js';
import { DraftsService, type Draft, type DraftConflict } from '../../apps/api/src/tasks/drafts.service.js';
import type { ProcessProgress } from '../../apps/api/src/tasks/process-progress.service.js';
import { ScreeningAdviceService } from '../../apps/api/src/tasks/screening-advice.service.js';
import { TasksService } from '../../apps/api/src/tasks/tasks.service.js';
import type { SignedIn } from '../../apps/api/src/http/request-context.js';
import { openTestStore, type TestStore } from './test-store.js';

const SEED = 20_261_124;

/** Mulberry32: the same steps in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

describe('a draft', () => {
  let store: TestStore;
  let drafts: DraftsService;
  let malee: SignedIn;
  let somchai: SignedIn;

  const person = async (username: string): Promise<SignedIn> => {
    const accountId = randomUUID();
    await store.asOwner(
      `insert into accounts (id, username, display_name, password_hash, agency, roles) values ($1, $2, $3, '-', $4, $5)`,
      [accountId, username, username, store.me.agency, ['social-worker']],
    );
    return { ...store.me, accountId, username, displayName: username, roles: ['social-worker'] };
  };
  const openTask = async (key = 'triage-report'): Promise<{ id: string; caseId: string }> => {
    const caseId = await store.report();
    const [task] = await store.asOwner<{ id: string }>('select id from tasks where case_id = $1 and key = $2', [
      caseId,
      key,
    ]);
    return { id: task?.id ?? '', caseId };
  };
  const save = async (me: SignedIn, taskId: string, answers: Answers, seen: number | null): Promise<Draft> => {
    const saved = await drafts.save(me, taskId, answers, { seen });
    if ('conflicts' in saved) throw new Error('A conflict');
    return saved;
  };
  const refusalOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => null,
      (failure: unknown) => (failure as { code?: string }).code,
    );

  beforeAll(async () => {
    store = await openTestStore(6);
    drafts = new DraftsService(store.unitOfWork, formLibrary());
    malee = await person('malee');
    somchai = await person('somchai');
  });
  afterAll(() => store.close());

  it('is saved as it is written, answer by answer, in any order', async () => {
    const { id } = await openTask();
    const first = await save(malee, id, { dangerNotes: 'A man waits outside' }, null);
    const second = await save(malee, id, { outcome: 'accept' }, first.revision);
    const third = await save(malee, id, { dangerNotes: null }, second.revision);
    expect([third.answers, third.revision]).toEqual([{ outcome: 'accept' }, 3]);
    expect(await drafts.find(malee, id)).toMatchObject({ answers: { outcome: 'accept' }, mine: true, author: 'malee' });
  });

  it('belongs to its author: a colleague sees that there is one, and begins her own', async () => {
    const { id } = await openTask();
    await save(malee, id, { reasons: 'In her own words' }, null);
    expect(await drafts.find(somchai, id)).toBeNull();
    const attempt = drafts.save(somchai, id, { reasons: 'Mine' }, { seen: 1, author: 'malee' });
    expect(await refusalOf(attempt)).toBe('draft-belongs-to-another');
    await save(somchai, id, { reasons: 'His own' }, null);
    expect(await drafts.find(malee, id)).toMatchObject({ answers: { reasons: 'In her own words' } });
    const { draftsOfOthers } = await tasksService().read(somchai, id);
    expect(draftsOfOthers.map(({ author }) => author)).toEqual(['malee']);
    expect(JSON.stringify(draftsOfOthers)).not.toContain('own words');
  });

  it('is open to whom it is handed, and to whom the task is assigned', async () => {
    const { id } = await openTask();
    await save(malee, id, { reasons: 'Begun' }, null);
    expect(await refusalOf(drafts.handOver(somchai, id, 'malee'))).toBe('draft-belongs-to-another');
    expect(await drafts.handOver(malee, id, 'somchai')).toEqual({ handedTo: 'somchai' });
    expect(await drafts.find(somchai, id)).toMatchObject({
      author: 'malee',
      mine: false,
      answers: { reasons: 'Begun' },
    });
    const other = await openTask();
    await save(malee, other.id, { reasons: 'Begun' }, null);
    expect(await drafts.find(somchai, other.id)).toBeNull();
    await store.asOwner('update tasks set assignee_id = $2 where id = $1', [other.id, somchai.accountId]);
    expect(await drafts.find(somchai, other.id)).toMatchObject({ author: 'malee', answers: { reasons: 'Begun' } });
  });

  it('takes in nothing under a name that its form does not ask', async () => {
    const { id } = await openTask();
    expect(await refusalOf(save(malee, id, { 'มาลี ตัวอย่าง': true }, null))).toBe('field-unknown');
    expect(await refusalOf(save(malee, id, { reasons: [{ id: 'มาลี', answer: 'yes' }] }, null))).toBe('field-unknown');
    expect(await drafts.find(malee, id)).toBeNull();
  });

  it('R08: shows both values where two changed the same answer, and overwrites neither', async () => {
    const { id } = await openTask();
    const { revision } = await save(malee, id, { reasons: 'First' }, null);
    await drafts.handOver(malee, id, 'somchai');
    await save(malee, id, { reasons: 'Hers' }, revision);
    const his = await drafts.save(somchai, id, { reasons: 'His', dangerNow: true }, { seen: revision });
    expect((his as DraftConflict).conflicts).toMatchObject([
      { field: '/reasons', yours: 'His', theirs: 'Hers', by: 'malee' },
    ]);
    expect(await drafts.find(malee, id)).toMatchObject({ answers: { reasons: 'Hers' }, revision: 2 });
    // Another answer of the same revision is no conflict.
    expect(await save(somchai, id, { dangerNow: true }, revision)).toMatchObject({
      answers: { reasons: 'Hers', dangerNow: true },
      fields: { '/reasons': { by: 'malee' }, '/dangerNow': { by: 'somchai' } },
    });
  });

  it('R08: is not overwritten by whoever has not seen it, nor by who has seen what is not there yet', async () => {
    const { id } = await openTask();
    await save(malee, id, { reasons: 'First' }, null);
    expect(await refusalOf(save(malee, id, { reasons: 'Second' }, null))).toBe('revision-required');
    expect(await refusalOf(save(malee, id, { reasons: 'Second' }, 7))).toBe('revision-conflict');
    const both = await Promise.allSettled([1, 2].map(() => save(somchai, id, { outcome: 'accept' }, null)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('R08: two clients, a thousand steps at random: every answer has its author, and no update is lost', async () => {
    const { id } = await openTask();
    const below = dice(SEED);
    const fields = ['reasons', 'dangerNotes', 'duplicateOf', 'outcome'];
    await save(malee, id, { reasons: 'begun' }, null);
    await drafts.handOver(malee, id, 'somchai');
    const writers = [malee, somchai].map((who) => ({ who, seen: 1, reasons: new Map<string, unknown>() }));
    /** What was accepted, in the order of its revisions: the whole truth about the draft. */
    const accepted: { field: string; value: unknown; by: string; revision: number }[] = [
      { field: 'reasons', value: 'begun', by: 'malee', revision: 1 },
    ];
    let conflicts = 0;
    const step = async (writer: (typeof writers)[number], number: number): Promise<void> => {
      const field = fields[below(fields.length)] ?? 'reasons';
      const value = below(8) === 0 ? null : `${writer.who.username} ${number}`;
      const saved = await drafts.save(writer.who, id, { [field]: value }, { seen: writer.seen });
      if ('conflicts' in saved) {
        conflicts += 1;
        const known = accepted.filter((one) => one.field === field).at(-1);
        expect(saved.conflicts).toMatchObject([{ field: `/${field}`, yours: value, theirs: known?.value ?? null }]);
        // She looks at both, and goes on from what is there.
        writer.seen = saved.draft.revision;
        return;
      }
      const mark = saved.fields[`/${field}`];
      if (mark?.revision === saved.revision && saved.revision > (accepted.at(-1)?.revision ?? 0)) {
        accepted.push({ field, value, by: writer.who.username, revision: saved.revision });
      }
      // Half of the time a writer does not look at what the answer tells her, as a slow autosave.
      if (below(2) === 0) writer.seen = saved.revision;
    };
    for (let number = 0; number < 1000; number += 1) {
      const writer = writers[below(2)];
      if (writer !== undefined) await step(writer, number);
    }

    const end = await drafts.find(malee, id);
    expect(conflicts).toBeGreaterThan(100);
    expect(accepted.length).toBeGreaterThan(300);
    expect(accepted.map(({ revision }) => revision)).toEqual(accepted.map((_, index) => index + 1));
    for (const field of fields) {
      const last = accepted.filter((one) => one.field === field).at(-1);
      expect([field, end?.answers[field] ?? null]).toEqual([field, last?.value ?? null]);
      const mark = end?.fields[`/${field}`] as FieldMark | undefined;
      expect([field, mark?.by, mark?.revision]).toEqual([field, last?.by, last?.revision]);
    }
    const history = await drafts.history(malee, id);
    expect(history.map(({ revision, field, by, cleared }) => [revision, field, by, cleared])).toEqual(
      accepted.map(({ revision, field, by, value }) => [revision, `/${field}`, by, value === null]),
    );
    expect(JSON.stringify(history)).not.toContain('begun');
  }, 120_000);

  it('of one person is kept when another completes the task', async () => {
    const { id } = await openTask();
    await save(malee, id, { reasons: 'Not sent yet' }, null);
    await save(somchai, id, { outcome: 'accept', dangerNow: false }, null);
    await tasksService().complete(somchai, id, { answers: { outcome: 'accept', dangerNow: false } }, null, 0);
    expect(await drafts.find(malee, id)).toMatchObject({ answers: { reasons: 'Not sent yet' } });
    expect(await drafts.find(somchai, id)).toBeNull();
  });

  it('that is handed over after the task was done is not taken by the same request sent again', async () => {
    const { id } = await openTask();
    await save(malee, id, { reasons: 'Not sent yet' }, null);
    const complete = () =>
      tasksService().complete(
        somchai,
        id,
        { answers: { outcome: 'accept', dangerNow: false } },
        { key: 'once', requestHash: 'the-same' },
        0,
      );
    const receipt = await complete();
    await store.asOwner('update task_drafts set shared_with = array[$2::uuid] where task_id = $1', [
      id,
      somchai.accountId,
    ]);
    expect(await complete()).toEqual(receipt);
    expect(await drafts.find(malee, id)).toMatchObject({ answers: { reasons: 'Not sent yet' } });
  });

  it('opens in the version it was begun in: a form changes while 50 cases have drafts, and none loses an answer', async () => {
    const begun = await Promise.all(
      Array.from({ length: 50 }, async (_none, number) => {
        const { id } = await openTask();
        await save(malee, id, { dangerNotes: `Case ${number}`, outcome: 'accept', dangerNow: false }, null);
        return { id, number };
      }),
    );
    const form = readFormFiles().find(({ id }) => id === 'triage-report');
    if (form === undefined) throw new Error('No form');
    const next = JSON.parse(JSON.stringify(form).replaceAll('dangerNotes', 'dangerInWords')) as WrittenForm;
    const changed = formLibrary().with({ ...next, version: form.version + 1 });
    const [later, laterDrafts] = [tasksService(changed), new DraftsService(store.unitOfWork, changed)];
    for (const { id, number } of begun) {
      const task = await later.read(malee, id);
      expect([task.form.version, Object.keys(task.form.schema.properties)]).toEqual([
        form.version,
        Object.keys(form.schema.properties),
      ]);
      expect((await laterDrafts.find(malee, id))?.answers).toEqual({
        dangerNotes: `Case ${number}`,
        outcome: 'accept',
        dangerNow: false,
      });
    }
    const { id } = await openTask();
    expect((await later.read(malee, id)).form.version).toBe(form.version + 1);
    // Sent as it was begun, and kept with that version.
    const [first] = begun;
    const answers = (await laterDrafts.find(malee, first?.id ?? ''))?.answers ?? {};
    await later.complete(malee, first?.id ?? '', { answers }, null, 0);
    const [fact] = await store.asOwner<{ version: number }>(
      'select form_version as version from facts where task_id = $1',
      [first?.id],
    );
    expect(fact?.version).toBe(form.version);
  }, 60_000);

  function tasksService(forms = formLibrary()): TasksService {
    const progress = { waitUntilRead: () => Promise.resolve() } as unknown as ProcessProgress;
    return new TasksService(store.unitOfWork, store.casework, progress, new ScreeningAdviceService(forms), forms);
  }
});
