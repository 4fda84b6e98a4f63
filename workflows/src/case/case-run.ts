import { proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { ChecklistName } from '#domain/checklists.js';
import { parseProcessId, type Fact, type FactKind } from '#domain/facts.js';
import type { ProcessCodes } from '#domain/process-codes.js';
import type { Stage } from '#domain/stages.js';
import type { TaskKey } from '#domain/task-keys.js';
import { committed, LOCAL_COMMIT, ProcessRun } from '../kit/process-run.js';
import type { CaseActivities, CaseAtStage } from './case.activities.js';
import { caseSummary } from './case.messages.js';
import type { CaseInput, CaseState } from './case.state.js';

const activities = proxyLocalActivities<CaseActivities>(LOCAL_COMMIT);

/** Thrown through a stage when she left, withdrew or died: no stage has to think of it. */
export class SideExit extends Error {
  override readonly name = 'SideExit';
}

/** A case as its stages see it: what they wait for, what they open, and how custody stands beside them. */
export class CaseRun {
  private readonly process: ProcessRun;
  private at: Omit<CaseAtStage, 'clocks'> = {
    stage: 'report',
    stageNo: 0,
    codes: { rescuedAbroad: false, inCustody: false },
  };
  /** How custody ended in this stage, if it did. */
  custodyOutcome: string | undefined;

  constructor(private readonly input: CaseInput) {
    this.process = new ProcessRun(input);
    setHandler(caseSummary, () => ({ ...this.process.summary(), stage: this.at.stage, stageNo: this.at.stageNo }));
  }

  /** Takes up what the last run handed over, or what the record says. */
  async start(): Promise<void> {
    const { state } = this.input;
    if (state !== undefined) {
      this.at = state;
      this.process.resume(state.lastSeq, state.unread, state.clocks);
      return;
    }
    const opening = this.process.firstFact()?.opening;
    if (opening !== undefined) {
      this.at = { stage: 'report', stageNo: 1, codes: opening };
      return;
    }
    await this.process.load();
    this.at = await committed(activities.loadCase(this.caseId));
  }

  get caseId(): string {
    return parseProcessId(this.process.workflowId)?.subjectId ?? '';
  }

  get stage(): Stage {
    return this.at.stage;
  }

  get codes(): ProcessCodes {
    return this.at.codes;
  }

  get hasUnread(): boolean {
    return this.process.inbox.hasNext;
  }

  /** Waits for one of these facts. Custody runs beside every stage, an exit ends every stage. */
  async fact(...awaited: readonly FactKind[]): Promise<Fact> {
    for (;;) {
      const fact = await this.process.nextFact(awaited);
      this.learn(fact);
      if (awaited.includes(fact.kind)) return fact;
      if (fact.kind === 'exitRecorded' && this.stage !== 'closure') throw new SideExit();
      if (fact.kind === 'choicesRevised') await committed(activities.startTracks(this.caseId));
    }
  }

  private learn(fact: Fact): void {
    const { codes } = this.at;
    if (fact.kind === 'custodyStarted' && fact.outcome === 'admitted') {
      this.at = { ...this.at, codes: { ...codes, inCustody: true } };
    }
    if (fact.kind === 'custodyDecided' && fact.outcome !== 'petition-court') {
      this.custodyOutcome = fact.outcome;
      this.at = { ...this.at, codes: { ...codes, inCustody: false } };
    }
    if (fact.kind === 'exitRecorded') this.at = { ...this.at, codes: { ...codes, inCustody: false } };
    if (fact.kind === 'screeningDecided') {
      this.at = { ...this.at, codes: { ...codes, screening: fact.outcome as NonNullable<ProcessCodes['screening']> } };
    }
  }

  /** Asks again, or asks more, within the stage. */
  async open(checklist: ChecklistName, keys: readonly TaskKey[], cause: Fact): Promise<void> {
    await this.process.openTasks({ checklist, keys, causeSeq: cause.seq });
  }

  /** Commits the move; what comes back is carried into the next run. */
  async enter(to: Stage): Promise<CaseInput> {
    const { lastSeq } = this.process.inbox;
    const move = { caseId: this.caseId, fromStageNo: this.at.stageNo, to, appliedSeq: lastSeq };
    const entered = await committed(activities.enterStage(move));
    // The record may know facts that wait unread in the inbox: the run's own reading of them keeps the order. A
    // screening that begins anew begins from the record.
    const codes = to === 'preliminary-screening' ? withoutScreening(entered.codes) : this.at.codes;
    this.at = { ...entered, codes };
    this.process.watch(entered.clocks);
    const state: CaseState = {
      version: 1,
      stage: entered.stage,
      stageNo: entered.stageNo,
      codes,
      lastSeq,
      unread: this.process.inbox.unread,
      clocks: entered.clocks,
    };
    return { ...this.process.inputOfNextRun, state };
  }
}

function withoutScreening({ screening: _screening, ...codes }: ProcessCodes): ProcessCodes {
  return codes;
}

/** A stage: waits for what the law makes it wait for, and says where the case goes next. */
export type StageRun = (kase: CaseRun) => Promise<Stage>;
