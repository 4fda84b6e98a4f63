import { Inject, Injectable } from '@nestjs/common';
import { adviseOn, type ScreeningAdvice } from '#domain/indicators/advice.js';
import type { TaskKey } from '#domain/task-keys.js';
import { readRecordedAnswers } from '#persistence/case-file/recorded-answers.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { FormLibrary } from '#policy/form-library.js';
import { indicatorAnswers, tasksThatIndicate } from '#policy/indicator-answers.js';
import { loadIndicatorSets } from '#policy/indicator-sets.js';

/** The decisions beside which the indicators are shown. Only the screening must say why it differs. */
const ADVISED: readonly TaskKey[] = ['decide-screening', 'mdt-finding'];

/** What the indicators say of a case, from what has been recorded in it. Reckoned when asked, never stored as a state. */
@Injectable()
export class ScreeningAdviceService {
  constructor(@Inject(FormLibrary) private readonly forms: FormLibrary) {}

  isAdvised(key: TaskKey): boolean {
    return ADVISED.includes(key);
  }

  async find(tx: Tx, caseId: string, child: boolean): Promise<ScreeningAdvice | null> {
    const recorded = await readRecordedAnswers(tx, caseId, tasksThatIndicate(this.forms));
    return adviseOn(loadIndicatorSets(), indicatorAnswers(this.forms, recorded), child);
  }
}
