import { Inject, Injectable } from '@nestjs/common';
import { ApplicationFailure } from '@temporalio/common';
import { DomainError } from '#domain/errors.js';
import { parseProcessId, processId, type Fact } from '#domain/facts.js';
import { processCodesOf } from '#domain/process-codes.js';
import { Casework } from '#persistence/casework.js';
import { clearFault } from '#persistence/case-file/case-faults.js';
import type { CaseFile } from '#persistence/case-file/case-file.js';
import { endWithTasks, enterStage, startTracks } from '#persistence/case-file/enter-stage.js';
import type { LockedBy } from '#persistence/case-file/open-case-file.js';
import { PROCESS_ACTOR } from '#persistence/rows.js';
import type { Tx } from '#persistence/unit-of-work.js';
import type { CaseActivities, CaseAtStage } from '#workflows/case/case.activities.js';
import type { LoadedProcess, ProcessActivities } from '#workflows/kit/process.activities.js';

/** What the workflows ask of the record. Each method is one transaction under the case's lock, and safe to repeat. */
@Injectable()
export class ProcessActivitiesService implements ProcessActivities, CaseActivities {
  constructor(@Inject(Casework) private readonly casework: Casework) {}

  loadProcess(workflowId: string): Promise<LoadedProcess> {
    return this.commit('process', workflowId, async (file, tx) => {
      const { state, appliedSeq } = file.process(workflowId);
      const unread = await tx.query<{ fact: Fact }>(
        'select fact from outbox where workflow_id = $1 and seq > $2 order by seq',
        [workflowId, appliedSeq],
      );
      return {
        caseId: file.id,
        state,
        appliedSeq,
        unread: unread.map(({ fact }) => fact),
        clocks: file.runningClocks(workflowId),
      };
    });
  }

  loadCase(caseId: string): Promise<CaseAtStage> {
    return this.commit('case', caseId, stageOf);
  }

  enterStage({ caseId, ...move }: Parameters<CaseActivities['enterStage']>[0]): Promise<CaseAtStage> {
    return this.commit('case', caseId, (file) => {
      enterStage(file, move);
      return stageOf(file);
    });
  }

  startTracks(caseId: string): Promise<void> {
    return this.commit('case', caseId, startTracks);
  }

  commitDueClocks({ workflowId, at }: Parameters<ProcessActivities['commitDueClocks']>[0]) {
    return this.commit('process', workflowId, (file) => {
      for (const entry of file.contents.clocks) {
        if (entry.workflowId === workflowId) file.fireClock(entry, at, 'workflow');
      }
      return file.runningClocks(workflowId);
    });
  }

  openTasks({ workflowId, checklist, keys, causeSeq, readsOn }: Parameters<ProcessActivities['openTasks']>[0]) {
    return this.commit('process', workflowId, (file) => {
      file.openTasks(keys, { workflowId, checklist, cause: `fact:${causeSeq}` });
      if (readsOn === true) file.markApplied(workflowId, causeSeq);
      return file.runningClocks(workflowId);
    });
  }

  reportToCase({ workflowId, kind, outcome }: Parameters<ProcessActivities['reportToCase']>[0]): Promise<void> {
    return this.commit('process', workflowId, (file) => {
      if (file.process(workflowId).state === 'ended') return;
      endWithTasks(file, workflowId, outcome);
      const { subjectId } = parseProcessId(workflowId) ?? { subjectId: file.id };
      file.tell(processId('case', subjectId), { kind, outcome, at: file.now });
    });
  }

  /** A refusal by the domain will be the same at every try; all else (a dead database) is tried again. */
  private async commit<T>(by: LockedBy, id: string, work: (file: CaseFile, tx: Tx) => T | Promise<T>): Promise<T> {
    try {
      return await this.casework.change(by, id, PROCESS_ACTOR, (file, tx) => {
        // Whoever asks is there: what the sweeper had to see in its stead is no fault any more.
        clearFault(file, 'clock-unseen-by-workflow', by === 'process' ? id : file.caseProcessId);
        return work(file, tx);
      });
    } catch (failure) {
      if (failure instanceof DomainError) throw ApplicationFailure.nonRetryable(failure.code, 'DomainError');
      throw failure;
    }
  }
}

function stageOf(file: CaseFile): CaseAtStage {
  return {
    stage: file.row.stage,
    stageNo: file.row.stage_no,
    codes: processCodesOf(file.row.codes),
    clocks: file.runningClocks(file.caseProcessId),
  };
}
