import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { jsonFault } from './strict-json.js';

/** Browsers' own reports; small, and from nobody whom we know. */
export const REPORT_MEDIA = ['application/csp-report', 'application/reports+json'];
const REPORT_LIMIT_BYTES = 16_384;

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
  for (const type of REPORT_MEDIA) app.useBodyParser(type, { bodyLimit: REPORT_LIMIT_BYTES }, strict as never);
}
