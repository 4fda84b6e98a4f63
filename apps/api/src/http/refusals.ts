import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { DomainError, ErrorCode } from '#domain/errors.js';
import type { AuditEntry } from '#persistence/audit-entry.js';
import { isOnTheAudit } from '#persistence/audited-read.js';
import { recordRefusal } from '#persistence/record-refusal.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { actorOf } from './actor.js';
import { PROBLEM_STATUS } from './problem-status.js';
import { RateLimits } from './rate-limits.js';
import type { SaphanRequest } from './request-context.js';
import { isUuid } from './uuid.pipe.js';

/** Notes what the hook below writes down: a decision about somebody known, that no read has written down itself. */
export function noteRefusal(request: SaphanRequest, failure: DomainError): void {
  const { code } = failure;
  if (request.signedIn === undefined || code === 'not-found' || isOnTheAudit(failure)) return;
  if (PROBLEM_STATUS[code] === 403 || PROBLEM_STATUS[code] === 404) request.refusal = code;
}

/**
 * Every decision against somebody leaves a row (ASVS 16.3.2), before she is told: by her role, by her relation, or that
 * there is no such thing for her. A stubborn guesser fills no store: past so many a minute one row says that more came.
 */
export function recordRefusals(app: NestFastifyApplication): void {
  const unitOfWork = app.get(UnitOfWork);
  const limits = app.get(RateLimits);
  const logger = app.get<Logger>(LOGGER);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request: SaphanRequest) => {
      const { refusal, signedIn } = request;
      if (refusal === undefined || signedIn === undefined) return;
      try {
        const excess = await limits.excessOf('refusals', signedIn.accountId);
        if (excess > 1) return;
        const entry = excess === 1 ? TOO_MANY : entryOf(request, refusal);
        await recordRefusal(unitOfWork, actorOf(signedIn), entry);
      } catch (err) {
        // Refused she is all the same.
        logger.error({ err, requestId: request.id }, 'a refusal could not be written down');
      }
    });
}

const TOO_MANY: AuditEntry = { action: 'refusals-not-recorded', purpose: 'too-many-requests' };

/** The endpoint as it is declared, and ids; nothing else of what was sent. */
function entryOf(request: SaphanRequest, refusal: ErrorCode): AuditEntry {
  const { url = '' } = request.routeOptions;
  const { id, caseId = /\/cases\/:id\b/.test(url) ? id : undefined } = request.params as Record<string, string>;
  const sent = (request.body ?? {}) as { readonly caseId?: unknown };
  const known = (value: unknown) => (typeof value === 'string' && isUuid(value) ? value.toLowerCase() : null);
  return {
    action: `${request.method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`,
    purpose: refusal,
    caseId: known(caseId ?? sent.caseId),
    subjectId: known(id),
  };
}
