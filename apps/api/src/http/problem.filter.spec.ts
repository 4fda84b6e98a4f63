import { HttpException, type ArgumentsHost } from '@nestjs/common';
import type { Logger } from 'pino';
import { DomainError } from '#domain/errors.js';
import { ProblemFilter } from './problem.filter.js';

const SECRET = 'Key (national_id)=(1101700230708) of สมหญิง already exists';

interface Sent {
  status: number;
  type: string;
  headers: Record<string, string>;
  body: string;
  logged: unknown[];
}

function answerTo(failure: unknown): Sent {
  const sent: Sent = { status: 0, type: '', headers: {}, body: '', logged: [] };
  const reply = {
    header: (name: string, value: string) => ((sent.headers[name] = value), reply),
    status: (status: number) => ((sent.status = status), reply),
    type: (type: string) => ((sent.type = type), reply),
    send: (problem: object) => ((sent.body = JSON.stringify(problem)), reply),
  };
  const http = { getResponse: () => reply, getRequest: () => ({ id: 'request-1' }) };
  const logger = { error: (entry: unknown) => sent.logged.push(entry) } as unknown as Logger;
  new ProblemFilter(logger).catch(failure, { switchToHttp: () => http } as unknown as ArgumentsHost);
  return sent;
}

function failureWith(code: string, message = SECRET): Error {
  return Object.assign(new Error(message), { code });
}

/** When to come back; and a line that stays open until the sender of too much has read why. */
const HEADERS: Readonly<Record<number, Record<string, string>>> = {
  413: { connection: 'keep-alive' },
  503: { 'retry-after': '1' },
};

describe('a failure', () => {
  it.each<[string, unknown, number]>([
    ['a refusal of the domain', new DomainError('task-already-completed'), 409],
    ['no such route', new HttpException('Cannot GET /x', 404), 404],
    ['broken JSON', new SyntaxError('Unexpected token'), 400],
    ['a body of a kind that nobody reads', failureWith('FST_ERR_CTP_INVALID_MEDIA_TYPE'), 415],
    ['a body that is too large', failureWith('FST_ERR_CTP_BODY_TOO_LARGE'), 413],
    ['a refused connection', failureWith('ECONNREFUSED'), 503],
    ['a terminated connection (R02)', failureWith('57P01'), 503],
    ['a database that starts up', failureWith('57P03'), 503],
    ['too many connections', failureWith('53300'), 503],
    ['a full disk (R07)', failureWith('53100'), 503],
    ['a statement that took too long', failureWith('57014'), 503],
    ['a lock that was not to be had', failureWith('55P03'), 503],
    ['a deadlock, of which the other side goes on', failureWith('40P01'), 503],
    ['a pool without a free connection', new Error('timeout exceeded when trying to connect'), 503],
    ['a duplicate that no rule foresaw', failureWith('23505'), 500],
    ['a slip in our own code', new TypeError('Cannot read properties of undefined'), 500],
    ['something thrown that is no error', SECRET, 500],
  ])('by %s leaves as a problem', (_, failure, status) => {
    const { body, ...sent } = answerTo(failure);
    expect(sent).toMatchObject({ status, type: 'application/problem+json; charset=utf-8' });
    expect(JSON.parse(body)).toMatchObject({ status, requestId: 'request-1' });
    expect(body).not.toMatch(/national_id|สมหญิง|select |at .*\.ts|Cannot read/);
    expect(sent.headers).toEqual(HEADERS[status] ?? {});
    expect(sent.logged).toHaveLength(status >= 500 ? 1 : 0);
  });
});
