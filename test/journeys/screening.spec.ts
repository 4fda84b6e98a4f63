import type { CasePlayer } from '../../apps/dev/src/scenarios/case-player.js';
import { reportOnePerson } from '../../apps/dev/src/scenarios/one-person.js';
import type { SaphanClient } from '../../apps/dev/src/scenarios/saphan-client.js';
import { ProblemError } from '../../apps/dev/src/scenarios/saphan-client.js';
import { systemSubject } from '#domain/subject.js';
import { readRecordedAnswers } from '#persistence/case-file/recorded-answers.js';
import { createDataSource } from '#persistence/data-source.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import type { Stack } from '#testing/stack.js';
import { onStack } from '#testing/stack-of-spec.js';
import { vaultOfRun } from '#testing/test-keys.js';

interface ShownAdvice {
  readonly outcome: string;
  readonly age: string;
  readonly sets: readonly {
    readonly set: { readonly id: string; readonly provisional: boolean };
    readonly result: string;
    readonly dimensions: readonly {
      readonly id: string;
      readonly positive: boolean;
      readonly through: readonly {
        readonly indicator: string;
        readonly answers: readonly { readonly given: { by: string } }[];
      }[];
    }[];
    readonly nextQuestions: readonly { readonly indicator: string; readonly wouldSettle: boolean }[];
  }[];
}

interface ShownTaskWithForm {
  readonly advice?: ShownAdvice | null;
  readonly form: {
    readonly version: number;
    readonly presentation: {
      readonly pages: readonly { readonly id: string }[];
      readonly officialWording: { state: string };
    };
  };
}

const said = (...ids: readonly string[]) => ids.map((id) => ({ id, answer: 'yes', evidence: 'statement' }));

describe('the screening of a girl of whom nobody knows whether she is 18', () => {
  let stack: Stack;
  let client: SaphanClient;
  let kase: CasePlayer;

  const taskOf = async (username: string, key: string): Promise<ShownTaskWithForm> =>
    (await client.as(username)).get<ShownTaskWithForm>(`/v1/tasks/${(await kase.open(key)).id}`);
  const refusal = async (attempt: Promise<unknown>): Promise<readonly string[]> => {
    try {
      await attempt;
    } catch (error) {
      if (error instanceof ProblemError) return error.problem.errors.map(({ path, code }) => `${path} ${code}`);
      throw error;
    }
    return [];
  };

  onStack(async (opened) => {
    ({ stack, client } = opened);
    kase = await reportOnePerson(client, { nationality: 'TH', language: 'th', ageStatement: 'unsure' });
    await kase.do('social', 'triage-report', { outcome: 'accept' });
    await kase.do('social', 'tell-rights');
    await kase.do('social', 'ask-consent', { outcome: 'given', givenBy: 'duty-of-care' });
    await kase.do('social', 'health-and-safety-check');
  });

  it('asks her as a child, and says that the official wording is unknown', async () => {
    const { form } = await taskOf('social', 'screening-interview');
    expect(form.presentation.pages.map(({ id }) => id)).toContain('child-opening');
    expect(form.presentation.officialWording.state).toBe('unknown');
  });

  it('is stopped when she tires, and goes on another day; nothing is decided in between', async () => {
    await kase.do('social', 'screening-interview', {
      outcome: 'to-be-continued',
      stoppedBecause: 'distress',
      breaks: 2,
      indicators: said('exploitation/excessive-working-days-or-hours'),
    });
    const tasks = await kase.tasks();
    expect(tasks.filter(({ key }) => key === 'screening-interview').map(({ state }) => state)).toEqual([
      'completed',
      'open',
    ]);
    expect(tasks.find(({ key }) => key === 'decide-screening')?.state).toBe('blocked');
    await kase.do('police', 'screening-interview', {
      outcome: 'held',
      indicators: said('exploitation/low-or-no-salary', 'deceptive-recruitment/wages'),
    });
  });

  it('shows by which answers, in which sitting, the indicators advise: under 18 no means are needed', async () => {
    const { advice } = await taskOf('social', 'decide-screening');
    expect(advice).toMatchObject({ outcome: 'indication', age: 'child' });
    const labour = advice?.sets.find(({ set }) => set.id === 'ilo-labour');
    expect(labour?.result).toBe('suggests');
    const exploitation = labour?.dimensions.find(({ id }) => id === 'exploitation');
    expect(exploitation?.positive).toBe(true);
    expect(exploitation?.through.map(({ indicator }) => indicator).sort()).toEqual([
      'exploitation/excessive-working-days-or-hours',
      'exploitation/low-or-no-salary',
    ]);
    const interviewers = exploitation?.through.flatMap(({ answers }) => answers.map(({ given }) => given.by));
    expect(new Set(interviewers).size).toBe(2);
  });

  it('may be decided otherwise, but never without saying why', async () => {
    const decision = { outcome: 'no-indication', reasons: 'Help in the family shop.' };
    expect(await refusal(kase.do('social', 'decide-screening', decision))).toEqual([
      '/answers/differsBecause differs-without-reason',
    ]);
    await kase.do('social', 'decide-screening', {
      ...decision,
      differsBecause: 'Two days in the holidays, seen herself.',
    });
  });

  it('turns no child away before a second person has read it', async () => {
    const { stage, codes } = await kase.show();
    expect([stage, codes.screening]).toEqual(['preliminary-screening', undefined]);
    expect(await refusal(kase.do('social', 'second-read-screening', { outcome: 'confirmed' }))).toEqual([
      '/answers/outcome four-eyes-required',
    ]);
    await kase.do('admin', 'second-read-screening', {
      outcome: 'sent-back',
      reasons: 'She was watched while she spoke.',
    });
    await kase.do('social', 'decide-screening', { outcome: 'indication', reasons: 'Hours and pay; a child.' });
    await kase.reachStage('recovery-reflection');
  });

  it('keeps with the decision what was advised, and the reason why it differed', async () => {
    const source = await createDataSource({ url: stack.ownerUrl, poolSize: 1 }).initialize();
    const rows = await new UnitOfWork(source, null, vaultOfRun()).read(systemSubject('migration'), (tx) =>
      readRecordedAnswers(tx, kase.id, ['decide-screening']),
    );
    await source.destroy();
    expect(rows.map(({ answers }) => answers)).toMatchObject([
      { outcome: 'no-indication', differsBecause: expect.any(String) as string, advice: { outcome: 'indication' } },
      { outcome: 'indication', advice: { outcome: 'indication', age: 'child' } },
    ]);
  });
});
