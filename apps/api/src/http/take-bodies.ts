import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { jsonFault } from './strict-json.js';

/** Browsers' own reports; small, and from nobody whom we know. */
export const REPORT_MEDIA = ['application/csp-report', 'application/reports+json'];
const REPORT_LIMIT_BYTES = 16_384;
/** One piece of a document that is sent in pieces (tus 1.0). */
export const PIECE_MEDIA = 'application/offset+octet-stream';
export const MOST_PIECE_BYTES = 1024 * 1024;

type Done = (failure: Error | null, body?: unknown) => void;

/** JSON, looked over before it is parsed; a name of the prototype is refused by the parser itself. */
export function takeBodies(app: NestFastifyApplication): void {
  const parse = app.getHttpAdapter().getInstance().getDefaultJsonParser('error', 'error') as (
    request: FastifyRequest,
    text: string,
    done: Done,
  ) => void;
  const strict = (request: FastifyRequest, body: Buffer, done: Done): void => {
    const text = body.toString('utf8');
    if (jsonFault(text) === null) parse(request, text, done);
    else done(new SyntaxError('Refused before it was parsed'));
  };
  app.useBodyParser('application/json', undefined, strict as never);
  const asIs = (_: FastifyRequest, body: Buffer, done: Done): void => done(null, body);
  app.useBodyParser(PIECE_MEDIA, { bodyLimit: MOST_PIECE_BYTES }, asIs as never);
  for (const type of REPORT_MEDIA) app.useBodyParser(type, { bodyLimit: REPORT_LIMIT_BYTES }, strict as never);
}
