import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { DomainError, type ErrorCode } from '#domain/errors.js';
import { describeFailure } from '#observability/logger.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { problemOf, type ProblemDetails } from './problem-details.js';
import { noteRefusal } from './refusals.js';
import type { SaphanRequest } from './request-context.js';

/** PostgreSQL and sockets, by what their codes mean for the person: come again, nothing was saved. */
const AWAY = /^(?:ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|57P0|08|53|55P03|57014|25P03|40P01|40001)/;

/** Every failure leaves as problem+json, in Thai and English, without stack, SQL or version. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(failure: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<SaphanRequest>();
    const { id } = request;
    if (failure instanceof DomainError) noteRefusal(request, failure);
    const problem = this.problemFor(failure, id);
    if (problem.status >= 500) this.logger.error({ err: failure, requestId: id }, 'request failed');
    if (problem.status === 503) void reply.header('retry-after', '1');
    if (problem.status === 429) void reply.header('retry-after', String(secondsOf(failure)));
    // Closed at once, the sender's socket breaks before it has read why: what is still coming is taken and dropped.
    if (problem.status === 413) void reply.header('connection', 'keep-alive');
    void reply.status(problem.status).type('application/problem+json; charset=utf-8').send(problem);
  }

  private problemFor(failure: unknown, requestId: string): ProblemDetails {
    if (failure instanceof DomainError) return problemOf(failure.code, failure.violations, failure.params, requestId);
    return problemOf(codeOf(failure), [], {}, requestId);
  }
}

function secondsOf(failure: unknown): number {
  const seconds = failure instanceof DomainError ? failure.params.seconds : undefined;
  return typeof seconds === 'number' ? seconds : 60;
}

function codeOf(failure: unknown): ErrorCode {
  const { code, type } = describeFailure(failure);
  if (code?.startsWith('FST_ERR_CTP')) return bodyErrorOf(code);
  if (failure instanceof SyntaxError) return 'json-broken';
  const status = statusOf(failure);
  if (status === 404) return 'not-found';
  if (status === 405) return 'method-not-allowed';
  if (status === 413) return 'payload-too-large';
  if (status === 415) return 'unsupported-media-type';
  if (status === 400) return 'json-broken';
  if (code !== undefined && AWAY.test(code)) return 'service-unavailable';
  if (type === 'CannotConnectAlreadyConnectedError' || type === 'DriverConnectionLost') return 'service-unavailable';
  if (
    failure instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect/.test(failure.message)
  ) {
    return 'service-unavailable';
  }
  return 'unexpected';
}

function bodyErrorOf(code: string): ErrorCode {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'payload-too-large';
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return 'unsupported-media-type';
  return 'json-broken';
}

function statusOf(failure: unknown): number | undefined {
  if (failure instanceof HttpException) return failure.getStatus();
  const status: unknown = failure instanceof Error && 'statusCode' in failure ? failure.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}
