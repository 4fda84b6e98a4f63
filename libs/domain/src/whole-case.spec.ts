import fc from 'fast-check';
import { isInCustody, openingCodes, ROUTES, type CaseCodes } from './case-codes.js';
import { checklistOf, STAGE_CHECKLIST, templateOf, type ChecklistName } from './checklists.js';
import { CUSTODY_OPENING_TASKS, PROTECTION_PLACES } from './custody.js';
import { DomainError } from './errors.js';
import { plus, type Instant } from './instant.js';
import { FIXTURE_POLICY } from './policy.fixture.js';
import { processCodesOf } from './process-codes.js';
import { isStandingAct, mayOpenStandingAct, STANDING_ACTS, type StandingAct } from './standing-acts.js';
import { afterAssistance } from './stages/assistance.js';
import { CLOSURE_ROUND, isNegative } from './stages/closure.js';
import { afterFollowUp } from './stages/follow-up.js';
import { afterFinding, isNegativeFinding, isVictimFinding, MDT_ROUND } from './stages/formal-identification.js';
import { afterScreening, CONSENT_ANSWERS } from './stages/preliminary-screening.js';
import { afterReception } from './stages/reception.js';
import { afterRescue, afterTriage } from './stages/report.js';
import { tracksFor } from './stages/rights-and-choices.js';
import { afterProtection } from './stages/temporary-protection.js';
import { mayMove, NEXT_STAGES, STAGES, type Stage } from './stages.js';
import { keysOf, openingOf, opensCustodyTasks, planStep, type StepPlan, type TaskState } from './step.js';
import type { TaskKey } from './task-keys.js';
import type { Act } from './task-template.js';

const TAKEN_AT = '2026-11-24T16:10:00.000Z';
const ACTORS = ['somchai', 'malee', 'preecha'] as const;

interface PlayedTask {
  readonly id: string;
  readonly key: TaskKey;
  readonly checklist: ChecklistName;
  readonly order: number;
  state: TaskState;
  actor?: string;
  outcome?: string;
}

/** Chance, as a list of numbers that fast-check can shrink. */
class Dice {
  private thrown = 0;
  constructor(private readonly faces: readonly number[]) {}
  get isSpent(): boolean {
    return this.thrown >= this.faces.length;
  }
  below(limit: number): number {
    return (this.faces[this.thrown++] ?? 0) % limit;
  }
  oneOf<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }
  /** All of them, the chosen one first. */
  inOrder<T>(choices: readonly T[]): readonly T[] {
    const turn = this.below(choices.length);
    return [...choices.slice(turn), ...choices.slice(0, turn)];
  }
}

/** A case played with the domain alone: people complete tasks, and the stage moves as its functions say. */
class PlayedCase {
  stage: Stage = 'report';
  codes: CaseCodes;
  now: Instant = TAKEN_AT;
  readonly tasks: PlayedTask[] = [];
  readonly moves: (readonly [Stage, Stage])[] = [];
  outcome: string | null = null;

  constructor(readonly dice: Dice) {
    this.codes = openingCodes({
      route: dice.oneOf(ROUTES),
      thai: dice.below(2) === 0,
      child: dice.below(3) === 0,
      language: dice.oneOf(['th', 'lo', 'my']),
      homeProvince: dice.oneOf([undefined, 'TH-71']),
      custodyStartedAt: dice.below(4) === 0 ? TAKEN_AT : undefined,
    });
    this.openStage('report');
    if (isInCustody(this.codes)) this.open('custody', CUSTODY_OPENING_TASKS);
  }

  get openTasks(): readonly PlayedTask[] {
    return this.tasks.filter(({ state }) => state === 'open');
  }

  /** Without the acts and tracks that no stage waits for: what can still bring the case on. */
  get nextSteps(): readonly PlayedTask[] {
    const aside = (task: PlayedTask): boolean => task.checklist === 'standing' || task.checklist.startsWith('track-');
    return this.openTasks.filter((task) => !aside(task) && task.key !== 'notify-superior');
  }

  of(checklist: ChecklistName): readonly PlayedTask[] {
    return this.tasks.filter((task) => task.checklist === checklist);
  }

  open(checklist: ChecklistName, keys: readonly TaskKey[]): void {
    for (const { key, state } of openingOf(checklist, keys, this.codes)) {
      const order = this.tasks.length;
      this.tasks.push({ id: `${order}:${key}`, key, checklist, order, state });
    }
  }

  private openStage(stage: Stage): void {
    const checklist = STAGE_CHECKLIST[stage];
    if (checklist !== null) this.open(checklist, keysOf(checklist));
    if (stage === 'return') {
      const home = this.codes.thai ? 'return-of-a-thai' : 'return-of-a-foreigner';
      this.open(home, keysOf(home));
    }
    if (stage === 'follow-up') {
      const visits = FIXTURE_POLICY.followUpVisits.values.map(() => 'follow-up-visit' as const);
      this.open('follow-up', [...visits, 'case-management-meeting']);
    }
  }

  private enter(to: Stage): void {
    if (!mayMove(this.stage, to)) throw new Error(`The law does not let a case go from ${this.stage} to ${to}`);
    if (to === 'rights-and-choices') expect(isVictimFinding(this.codes.finding)).toBe(true);
    if (to === 'closed') this.checkClosure();
    this.moves.push([this.stage, to]);
    this.drop((task) => task.checklist !== 'custody' && !task.checklist.startsWith('track-'));
    this.stage = to;
    this.openStage(to);
  }

  private drop(which: (task: PlayedTask) => boolean): void {
    for (const task of this.tasks) {
      if ((task.state === 'open' || task.state === 'blocked') && which(task)) task.state = 'cancelled';
    }
  }

  /** What must hold of every file that is closed. */
  private checkClosure(): void {
    const latest = (key: TaskKey): PlayedTask | undefined => this.of('closure').findLast((task) => task.key === key);
    const proposal = latest('propose-closure');
    const approval = latest('approve-closure');
    expect(proposal?.state).toBe('completed');
    expect([approval?.state, approval?.outcome]).toEqual(['completed', 'approved']);
    expect(approval?.actor).not.toBe(proposal?.actor);
    if (isNegative(this.codes) || isNegativeFinding(proposal?.outcome)) {
      const told = latest('tell-negative-result');
      const screened = this.of('preliminary-screening').at(-1);
      expect(told?.state).toBe('completed');
      expect(told?.order).toBeGreaterThan(screened?.order ?? Infinity);
    }
    if (isInCustody(this.codes)) expect(proposal?.outcome).toBe('duplicate');
    this.outcome = proposal?.outcome ?? null;
  }

  private answers(): Act['answers'] {
    const { dice, codes } = this;
    return {
      ...Object.fromEntries(CONSENT_ANSWERS.map((field) => [field, true])),
      givenBy: codes.child ? 'guardian' : 'person',
      reasons: 'Because of what was seen and said',
      ground: dice.oneOf(['s29', 'reflection']),
      placeType: dice.oneOf(PROTECTION_PLACES),
      consentRecorded: true,
      days: 1 + dice.below(7),
      membersPresent: ['social worker', 'inquiry officer', 'doctor'],
      act: 'found',
      means: 'found',
      purpose: 'found',
      forcedLabour: 'found',
      forcedCriminality: dice.below(2) === 0,
      moreTimeGround: 'The interpreter falls ill',
      moreTimeUntil: plus(this.now, 'P7D'),
      rescreeningRightTold: true,
      urgentMedicalNeed: dice.below(2) === 0,
      shelter: dice.oneOf(['yes', 'no']),
      counselling: 'yes',
      cooperation: dice.oneOf(['yes', 'no', 'not-now']),
      compensation: dice.oneOf(['yes', 'no', 'not-now']),
      return: 'yes',
    };
  }

  /** Tries the outcomes in this order, by any actor; returns whether the domain accepted one of them. */
  complete(task: PlayedTask, outcomes: readonly string[]): boolean {
    const answers = this.answers();
    const actors = this.dice.inOrder(ACTORS);
    this.now = plus(this.now, `PT${1 + this.dice.below(90)}H`);
    for (const outcome of outcomes) {
      for (const actor of actors) {
        const act = { key: task.key, outcome, answers, at: this.now, now: this.now, actorId: actor };
        const plan = this.plan(task, act);
        if (plan === null) continue;
        task.actor = actor;
        task.outcome = outcome;
        this.apply(task, plan);
        return true;
      }
    }
    return false;
  }

  private plan(task: PlayedTask, act: Act): StepPlan | null {
    const ofChecklist = this.of(task.checklist);
    try {
      return planStep(task.checklist, ofChecklist, task.id, act, {
        codes: this.codes,
        policy: FIXTURE_POLICY,
        stage: this.stage,
        dueAtOf: () => undefined,
        completedBy: (key) => ofChecklist.findLast((done) => done.key === key && done.state === 'completed')?.actor,
      });
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private apply(task: PlayedTask, plan: StepPlan): void {
    const before = this.codes;
    this.checkBasis(task);
    task.state = 'completed';
    this.codes = plan.codes;
    for (const other of this.tasks) {
      if (plan.unblocks.includes(other.id)) other.state = 'open';
      if (plan.notNeeded.includes(other.id)) other.state = 'cancelled';
    }
    this.open(task.checklist, plan.opens);
    if (opensCustodyTasks(before, this.codes)) this.open('custody', CUSTODY_OPENING_TASKS);
    if (isInCustody(before) && !isInCustody(this.codes)) {
      this.drop(({ key }) => key === 'decide-custody' || key === 'record-court-order');
    }
    // Whom nobody tells, nobody wakes: the step that leaves nothing to do must tell the workflow.
    if (plan.tells === null) this.check();
    if (plan.tells !== null) this.move(plan.tells);
  }

  /** What an act must rest on: asked only who was told, found only who was heard, sent home only to safety. */
  private checkBasis({ key }: PlayedTask): void {
    const outcomes = (...keys: readonly TaskKey[]): readonly (string | undefined)[] =>
      this.tasks.filter((done) => keys.includes(done.key) && done.state === 'completed').map(({ outcome }) => outcome);
    if (key === 'ask-consent') expect(outcomes('tell-rights')).toContain('told');
    if (key === 'mdt-finding') expect(outcomes('mdt-interview').at(-1)).toBe('held');
    if (key === 'return-home' || key === 'arrange-travel-document' || key === 'hand-over') {
      expect(outcomes('assess-home', 'assess-return-risk').at(-1)).toBe('safe');
    }
  }

  /** The workflow's part: what it does with each fact that it is told. */
  private move({ kind, outcome, ground }: NonNullable<StepPlan['tells']>): void {
    const codes = processCodesOf(this.codes);
    switch (kind) {
      case 'reportTriaged': {
        const next = afterTriage(outcome, codes);
        return next === 'rescue-first' ? this.open('rescue', ['rescue-person']) : this.enter(next);
      }
      case 'rescueEnded':
        return this.enter(afterRescue(outcome, codes));
      case 'receptionEnded':
        return this.enter(afterReception(outcome));
      case 'checklistEnded':
        if (this.stage === 'reception') return this.enter(afterReception(outcome));
        if (this.stage === 'follow-up') return this.enter(afterFollowUp(outcome));
        this.enter('assistance');
        return tracksFor(this.codes).forEach((track) => this.open(`track-${track}`, keysOf(`track-${track}`)));
      case 'screeningDecided':
        return this.enter(afterScreening(outcome, ground, codes));
      case 'custodyStarted':
        return outcome === 'not-needed' ? this.enter(afterProtection(undefined, codes)) : undefined;
      case 'custodyDecided':
        if (outcome === 'petition-court' || this.stage !== 'temporary-protection') return;
        return this.enter(afterProtection(outcome, codes));
      case 'reflectionAnswered':
        return outcome === 'waived' ? this.enter('formal-identification') : undefined;
      case 'readinessDecided':
        return outcome === 'ready'
          ? this.enter('formal-identification')
          : this.open('recovery-reflection', ['decide-readiness']);
      case 'mdtInterviewEnded':
        return outcome === 'held' ? undefined : this.open('formal-identification', MDT_ROUND);
      case 'findingRecorded': {
        const next = afterFinding(outcome);
        return next === 'more-time' ? this.open('formal-identification', MDT_ROUND) : this.enter(next);
      }
      case 'assistanceDecided':
        return this.enter(afterAssistance(outcome));
      case 'homeAssessed':
      case 'returnRiskAssessed':
      case 'personReturned':
        return this.enter('reintegration');
      case 'reintegrationPlanned':
        return this.enter('follow-up');
      case 'visitRecorded':
        return this.enter(afterFollowUp(outcome));
      case 'closureAnswered':
        return outcome === 'approved' ? this.enter('closed') : this.open('closure', CLOSURE_ROUND);
      case 'exitRecorded':
        return this.enter('closure');
      case 'newFactsRecorded':
        return this.enter('preliminary-screening');
      case 'courtOrderRecorded':
      case 'choicesRevised':
      case 'trackProgressed':
        return;
      default:
        throw new Error(`No step tells ${kind} yet: say here what it moves`);
    }
  }

  /** One throw: somebody completes an open task, or does one of the acts that every stage must bear. */
  step(): void {
    const acts = (Object.keys(STANDING_ACTS) as StandingAct[]).filter((act) => mayOpenStandingAct(act, this.stage));
    const isStanding = this.openTasks.length === 0 || this.dice.below(12) === 0;
    const task = isStanding ? this.openStandingTask(this.dice.oneOf(acts)) : this.dice.oneOf(this.openTasks);
    if (task === null) return;
    const { outcomes } = templateOf(task.checklist, task.key);
    if (!this.complete(task, this.dice.inOrder(outcomes))) {
      throw new Error(`Nobody can complete ${task.key} in ${this.stage} in any way`);
    }
    this.check();
  }

  private openStandingTask(act: StandingAct): PlayedTask | null {
    if (act === 'admit-to-protection' && isInCustody(this.codes)) return null;
    this.open('standing', [act]);
    return this.openTasks.findLast(({ key, checklist }) => key === act && checklist === 'standing') ?? null;
  }

  /** What must hold of a case at every moment. */
  check(): void {
    if (this.stage === 'closed') return;
    if (this.nextSteps.length === 0) throw new Error(`Nothing leads on from ${this.stage}`);
    for (const { key, checklist, state } of this.tasks) {
      if (state === 'blocked' && !this.openTasks.some((task) => task.checklist === checklist)) {
        throw new Error(`Nothing will ever open ${key}`);
      }
    }
    const deciding = this.openTasks.filter(({ key }) => key === 'decide-custody' || key === 'record-court-order');
    if (deciding.length !== (isInCustody(this.codes) ? 1 : 0)) throw new Error(`${deciding.length} decide on custody`);
  }
}

/** What a person who wants the case to go on does, where there is a choice. */
const ONWARD: Partial<Record<TaskKey, readonly string[]>> = {
  'triage-report': ['accept'],
  'rescue-person': ['rescued'],
  'decide-screening': ['indication'],
  'decide-custody': ['release'],
  'decide-readiness': ['ready'],
  'mdt-interview': ['held'],
  'mdt-finding': ['victim-s6'],
  'follow-up-visit': ['continue'],
  'approve-closure': ['approved'],
};

function playAtRandom(faces: readonly number[]): PlayedCase {
  const played = new PlayedCase(new Dice(faces));
  played.check();
  while (!played.dice.isSpent) played.step();
  return played;
}

const faces = fc.array(fc.nat({ max: 9999 }), { minLength: 10, maxLength: 700, size: 'max' });
/** A failure is shrunk for so long and no longer; its seed is printed in any case. */
const LIMITS = { interruptAfterTimeLimit: 15_000 };

describe('a case, whatever people do in whatever order', () => {
  // Each step checks the rules that stand in `enter`, `checkClosure`, `apply`, `step` and `check` above.
  it('reaches no stage that the law does not allow, and never stands without a next step', () => {
    fc.assert(
      fc.property(faces, (thrown) => {
        const { moves, stage } = playAtRandom(thrown);
        for (const [from, to] of moves) expect(NEXT_STAGES[from] as readonly Stage[]).toContain(to);
        expect(moves.at(-1)?.[1] ?? 'report').toBe(stage);
      }),
      { ...LIMITS, numRuns: 200 },
    );
  });

  it('can always be brought to its end by people who want it to end', () => {
    fc.assert(
      fc.property(faces, (thrown) => {
        const played = playAtRandom(thrown);
        for (let steps = 0; played.stage !== 'closed'; steps += 1) {
          if (steps > 80) throw new Error(`Still in ${played.stage} after ${steps} steps`);
          const [task] = played.nextSteps;
          if (task === undefined) throw new Error(`No next step in ${played.stage}`);
          const outcomes = ONWARD[task.key] ?? templateOf(task.checklist, task.key).outcomes;
          expect(played.complete(task, outcomes)).toBe(true);
          played.check();
        }
        expect(played.outcome).not.toBeNull();
      }),
      { ...LIMITS, numRuns: 100 },
    );
  });

  it('goes, one time or another, every way that the law allows, and no checklist is left unplayed', () => {
    const ways = new Set<string>();
    const played = new Set<string>();
    for (const thrown of fc.sample(faces, { numRuns: 400, seed: 2565 })) {
      const { moves, tasks } = playAtRandom(thrown);
      moves.forEach(([from, to]) => ways.add(`${from} → ${to}`));
      tasks.forEach(({ key, state }) => state === 'completed' && played.add(key));
    }
    expect([...ways].sort()).toEqual(STAGES.flatMap((from) => NEXT_STAGES[from].map((to) => `${from} → ${to}`)).sort());
    const elsewhere: readonly TaskKey[] = ['answer-referral', 'reroute-referral', 'must-decide'];
    const names = [...new Set(Object.values(STAGE_CHECKLIST))].filter((name) => name !== null);
    const ofStages = names.flatMap((name) => checklistOf(name).tasks.map(({ key }) => key));
    expect(ofStages.filter((key) => !played.has(key) && !elsewhere.includes(key))).toEqual([]);
  });
});

it('bears the standing acts only in the stages that they name', () => {
  for (const stage of STAGES) {
    for (const act of Object.keys(STANDING_ACTS)) {
      if (!isStandingAct(act)) throw new Error(act);
      expect(mayOpenStandingAct(act, stage)).toBe((STANDING_ACTS[act] as readonly Stage[]).includes(stage));
    }
  }
  expect(isStandingAct('decide-screening')).toBe(false);
});
