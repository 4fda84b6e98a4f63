import { Inject, Injectable } from '@nestjs/common';
import type { ClockKey } from '#domain/clock.js';
import type { CaseCodes } from '#domain/case-codes.js';
import { DomainError } from '#domain/errors.js';
import type { Instant } from '#domain/instant.js';
import type { Stage } from '#domain/stages.js';
import { SHEET_LANGUAGES, type SheetLanguage } from '#documents/own-sheet-texts.js';
import { renderOwnSheet } from '#documents/own-sheet.js';
import { auditedRead } from '#persistence/audited-read.js';
import { Casework } from '#persistence/casework.js';
import { shownOfCase } from '../http/access.js';
import type { SignedIn } from '../http/request-context.js';

interface SheetRow {
  readonly stage: Stage;
  readonly language: CaseCodes['language'];
  readonly clocks: readonly { readonly key: ClockKey; readonly dueAt: Instant }[];
  readonly now: Instant;
}

/** The person's own sheet, as her case stands now (s.33). */
@Injectable()
export class OwnSheetQuery {
  constructor(@Inject(Casework) private readonly casework: Casework) {}

  async read(me: SignedIn, caseId: string, asked: SheetLanguage | undefined): Promise<Buffer> {
    const attempt = { action: 'read-own-sheet', purpose: 'casework', caseId } as const;
    const row = await auditedRead(this.casework.unitOfWork, me, attempt, async (tx, seen) => {
      await shownOfCase(tx, me, caseId);
      const [found] = await tx.query<SheetRow>(
        `select c.stage, c.codes->>'language' as language, clock_timestamp() as now,
           coalesce((select json_agg(json_build_object('key', k.key, 'dueAt', k.due_at))
             from clocks k where k.case_id = c.id and k.state = 'running'), '[]') as clocks
         from cases c where c.id = $1`,
        [caseId],
      );
      if (found === undefined) throw new DomainError('case-not-found');
      seen({ caseId, fields: ['own-sheet'] });
      return found;
    });
    // Whoever reads none of these languages is read to by an interpreter, from English and Thai.
    const language = asked ?? SHEET_LANGUAGES.find((known) => known === row.language) ?? 'en';
    return renderOwnSheet({
      language,
      stage: row.stage,
      issuedAt: row.now,
      clocks: row.clocks.map(({ key, dueAt }) => ({ key, dueAt: new Date(dueAt).toISOString() })),
    });
  }
}
