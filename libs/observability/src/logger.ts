import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/**
 * Structured logs to stdout. Nothing that a person typed is ever logged: callers pass ids and codes, and what could carry
 * more by accident is redacted (proven by test/journeys/no-personal-data.spec.ts).
 */
export function createLogger(processName: string, level = process.env.SAPHAN_LOG_LEVEL ?? 'info'): Logger {
  return pino({
    name: processName,
    level,
    redact: {
      paths: ['req.headers', 'body', 'answers', '*.answers', '*.password', 'parameters', 'query', 'detail'],
      remove: true,
    },
    // A driver's error message or stack may quote the row that it refused.
    serializers: { err: (error: unknown) => describeFailure(error) },
  });
}

export interface FailureDescription {
  readonly type: string;
  readonly code?: string;
  readonly at?: string;
}

/** What may be written of a failure: its class, its code, where in our code; never its message. */
export function describeFailure(failure: unknown): FailureDescription {
  if (!(failure instanceof Error)) return { type: typeof failure };
  const code: unknown = 'code' in failure ? failure.code : undefined;
  const at = failure.stack?.split('\n').find((line) => /^\s+at .*(?:dist|apps|libs|workflows)\//.test(line));
  return {
    type: failure.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    ...(at === undefined ? {} : { at: at.trim().replace(/\(?(?:file:\/\/)?\/.*\/((?:apps|libs|workflows)\/)/, '($1') }),
  };
}

/** Nest's own messages, at the levels that an operator needs. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const failure = message instanceof Error ? message : rest.find((item) => item instanceof Error);
    this.logger.error({ err: failure, context: rest.at(-1) }, failure === undefined ? String(message) : 'failure');
  }
}
