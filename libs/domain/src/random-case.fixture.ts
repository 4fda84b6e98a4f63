import { isInCustody, openingCodes, ROUTES, type CaseCodes } from './case-codes.js';
import { STAGE_CHECKLIST, templateOf, type ChecklistName } from './checklists.js';
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
import { mayMove, type Stage } from './stages.js';
import { keysOf, openingOf, opensCustodyTasks, planStep, type StepPlan, type TaskState } from './step.js';
import type { TaskKey } from './task-keys.js';
import type { Act } from './task-template.js';

const TAKEN_AT = '2026-11-24T16:10:00.000Z';
const ACTORS = ['somchai', 'malee', 'preecha'] as const;

const TEAM = [
  { name: 'Somchai', capacity: 'social-development', username: 'somchai' },
  { name: 'Malee', capacity: 'police', username: 'malee' },
  { name: 'Doctor', capacity: 'public-health' },
];

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
export class Dice {
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
export class RandomCase {
  /** Short, so that fast-check can find both a drawn and a spared one. */
  private readonly id: string;
  stage: Stage = 'report';
  codes: CaseCodes;
  now: Instant = TAKEN_AT;
  readonly tasks: PlayedTask[] = [];
  readonly moves: (readonly [Stage, Stage])[] = [];
  outcome: string | null = null;

  constructor(readonly dice: Dice) {
    this.id = `case-${dice.below(40)}`;
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

  private ask(checklist: ChecklistName, asks: StepPlan['asks']): void {
    for (const { key } of asks) this.open(checklist, [key]);
  }

  private openStage(stage: Stage): void {
    const checklist = STAGE_CHECKLIST[stage];
    if (checklist !== null) this.open(checklist, keysOf(checklist));
    if (stage === 'assistance')
      tracksFor(this.codes).forEach((track) => this.open(`track-${track}`, keysOf(`track-${track}`)));
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
    const ownList = ({ checklist }: PlayedTask): boolean => checklist !== 'custody' && checklist !== 'standing';
    this.drop((task) => !task.checklist.startsWith('track-') && (to === 'closed' || ownList(task)));
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
    expect(isInCustody(this.codes)).toBe(false);
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
      consentRecorded: dice.below(4) !== 3,
      days: 1 + dice.below(7),
      members: TEAM,
      membersPresent: TEAM.slice(dice.below(4) === 3 ? 1 : 0),
      actReasons: 'Heard',
      meansReasons: 'Heard',
      purposeReasons: 'Heard',
      forcedLabourReasons: 'Heard',
      conflictOfInterest: dice.oneOf(['none', 'yes']),
      conflictReason: 'A cousin of the employer',
      notGivenReason: 'Fell ill',
      proposes: 'victim-s6',
      act: dice.oneOf(['found', 'not-found']),
      means: dice.oneOf(['found', 'unclear']),
      purpose: dice.oneOf(['found', 'not-found']),
      forcedLabour: 'found',
      forcedCriminality: dice.below(2) === 0,
      moreTimeGround: 'The interpreter falls ill',
      moreTimeUntil: plus(this.now, 'P7D'),
      rescreeningRightTold: true,
      toldHelpGoesOn: true,
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
        caseId: this.id,
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
    this.ask(task.checklist, plan.asks);
    if (opensCustodyTasks(before, this.codes)) this.open('custody', CUSTODY_OPENING_TASKS);
    if (isInCustody(before) && !isInCustody(this.codes)) {
      this.drop(({ key }) => key === 'decide-custody' || key === 'record-court-order');
    }
    // Whom nobody tells, nobody wakes: the step that leaves nothing to do must tell the workflow.
    if (plan.tells === null) this.check();
    const next = plan.tells === null ? null : this.learn(plan.tells);
    if (next !== null) this.enter(next);
  }

  /** What an act must rest on: asked only who was told, found only who was heard, sent home only to safety. */
  private checkBasis({ key, outcome }: PlayedTask): void {
    const outcomes = (...keys: readonly TaskKey[]): readonly (string | undefined)[] =>
      this.tasks.filter((done) => keys.includes(done.key) && done.state === 'completed').map((done) => done.outcome);
    if (key === 'propose-closure' && isInCustody(this.codes)) expect(outcome).toBe('duplicate');
    if (key === 'ask-consent') expect(outcomes('tell-rights')).toContain('told');
    if (key === 'mdt-finding') expect(outcomes('mdt-interview').at(-1)).toBe('held');
    if (key === 'return-home' || key === 'arrange-travel-document' || key === 'hand-over') {
      expect(outcomes('assess-home', 'assess-return-risk').at(-1)).toBe('safe');
    }
  }

  /** The workflow's part: what it opens, and where the case goes, with each fact that it is told. */
  private learn({ kind, outcome, ground }: NonNullable<StepPlan['tells']>): Stage | null {
    const codes = processCodesOf(this.codes);
    switch (kind) {
      case 'reportTriaged': {
        const next = afterTriage(outcome, codes);
        if (next !== 'rescue-first') return next;
        this.open('rescue', ['rescue-person']);
        return null;
      }
      case 'rescueEnded':
        return afterRescue(outcome, codes);
      case 'receptionEnded':
        return afterReception(outcome);
      case 'checklistEnded':
        if (this.stage === 'reception') return afterReception(undefined);
        return this.stage === 'follow-up' ? afterFollowUp(outcome) : 'assistance';
      case 'screeningDecided':
        return afterScreening(outcome, ground, codes);
      case 'custodyStarted':
        return outcome === 'not-needed' ? afterProtection(undefined, codes) : null;
      case 'custodyDecided':
        return outcome === 'petition-court' || this.stage !== 'temporary-protection'
          ? null
          : afterProtection(outcome, codes);
      case 'reflectionAnswered':
        return outcome === 'waived' ? 'formal-identification' : null;
      case 'readinessDecided':
        if (outcome === 'ready') return 'formal-identification';
        this.open('recovery-reflection', ['decide-readiness']);
        return null;
      case 'mdtInterviewEnded':
        if (outcome === 'quorum-not-reached') this.open('formal-identification', MDT_ROUND);
        return null;
      case 'findingRecorded': {
        const next = afterFinding(outcome);
        if (next !== 'more-time') return next;
        this.open('formal-identification', MDT_ROUND);
        return null;
      }
      case 'assistanceDecided':
        return afterAssistance(outcome);
      case 'homeAssessed':
      case 'returnRiskAssessed':
      case 'personReturned':
        return 'reintegration';
      case 'reintegrationPlanned':
        return 'follow-up';
      case 'visitRecorded':
        return afterFollowUp(outcome);
      case 'closureAnswered':
        if (outcome === 'approved') return 'closed';
        this.open('closure', CLOSURE_ROUND);
        return null;
      case 'exitRecorded':
        return 'closure';
      case 'newFactsRecorded':
        return 'preliminary-screening';
      case 'courtOrderRecorded':
      case 'choicesRevised':
      case 'trackProgressed':
        return null;
      default:
        throw new Error(`No step tells ${kind} yet: say here what it moves`);
    }
  }

  /** One throw: somebody completes an open task, or does one of the acts that every stage must bear. */
  step(): void {
    const acts = (Object.keys(STANDING_ACTS) as StandingAct[]).filter((act) => mayOpenStandingAct(act, this.stage));
    const isStanding = this.openTasks.length === 0 || this.dice.below(12) === 0;
    const task = isStanding ? this.openStandingTask(this.dice.oneOf(acts)) : this.dice.oneOf(this.openTasks);
    // Standing acts are opened, put aside and come back to when the case has moved on.
    if (task === null || (isStanding && this.dice.below(4) === 0)) return;
    const { outcomes } = templateOf(task.checklist, task.key);
    const isTooLate = this.isTooLate(task);
    // Half of them want the case to go on: without that, few would ever come as far as a return.
    const wished = this.dice.below(2) === 0 ? (ONWARD[task.key] ?? []) : [];
    if (this.complete(task, [...wished, ...this.dice.inOrder(outcomes)]) === isTooLate) {
      throw new Error(`${task.key} can ${isTooLate ? 'still' : 'in no way'} be completed in ${this.stage}`);
    }
    this.check();
  }

  /** Her 24 hours are running or used, or the stage bears the act no more. */
  private isTooLate({ key, checklist }: PlayedTask): boolean {
    if (checklist !== 'standing' || !isStandingAct(key)) return false;
    return !mayOpenStandingAct(key, this.stage) || (key === 'admit-to-protection' && this.codes.custody !== 'none');
  }

  private openStandingTask(act: StandingAct): PlayedTask | null {
    const waiting = (): PlayedTask | undefined =>
      this.openTasks.find(({ key, checklist }) => key === act && checklist === 'standing');
    if (waiting() === undefined) this.open('standing', [act]);
    return waiting() ?? null;
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
export const ONWARD: Partial<Record<TaskKey, readonly string[]>> = {
  'triage-report': ['accept'],
  'rescue-person': ['rescued'],
  'arrange-interpreter': ['present'],
  'screening-interview': ['held'],
  'decide-screening': ['indication'],
  'second-read-screening': ['confirmed'],
  'decide-custody': ['release'],
  'decide-readiness': ['ready'],
  'mdt-interview': ['held', 'quorum-not-reached'],
  'mdt-finding': ['victim-s6', 'victim-s6-1'],
  'decide-assistance': ['return'],
  'assess-home': ['safe'],
  'assess-return-risk': ['safe'],
  'follow-up-visit': ['continue'],
  'approve-closure': ['approved'],
};

/** Plays until the dice are spent; whatever must hold is checked at each step. */
export function playAtRandom(faces: readonly number[]): RandomCase {
  const played = new RandomCase(new Dice(faces));
  played.check();
  while (!played.dice.isSpent) played.step();
  return played;
}
