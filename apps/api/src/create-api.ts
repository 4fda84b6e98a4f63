import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { NestLogger } from '#observability/logger.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { ApiModule } from './api.module.js';
import { UPLOAD_LIMITS } from './case-documents/upload.js';
import { serveConsole } from './console/serve-console.js';
import { Metrics } from './health/metrics.js';
import { recordRefusals } from './http/refusals.js';
import { registerSecurityHeaders } from './http/security-headers.js';
import { takeBodies } from './http/take-bodies.js';
import { openApiDocument } from './open-api.js';

const BODY_LIMIT_BYTES = 1_048_576;
/** Node takes no more than 16 KiB of headers, the address among them. */
const LONGEST_ADDRESS = 16_384;

/** The API with everything that belongs in front of it; the caller listens. */
export async function createApi(): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => randomUUID(),
    // Whose X-Forwarded-For counts: nobody's, until the operator names the proxies in front.
    trustProxy: process.env.SAPHAN_TRUSTED_PROXIES ?? false,
    // Prototype poisoning is refused, not stripped: who sends it means harm.
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // Too long a part of an address would be refused before any hook and filter, in English and repeated: here it is
    // let through, and found by nobody.
    routerOptions: { maxParamLength: LONGEST_ADDRESS },
    // An address that cannot be decoded would reach no hook and no filter: it is led to one that is not there.
    rewriteUrl: ({ url = '/' }) => (canBeDecoded(url) ? url : '/v1/undecodable'),
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule, adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(new NestLogger(app.get<Logger>(LOGGER)));
  await app.register(cookie);
  await app.register(multipart, { limits: UPLOAD_LIMITS });
  await registerSecurityHeaders(app);
  takeBodies(app);
  recordRefusals(app);
  const fastify = adapter.getInstance();
  const metrics = app.get(Metrics);
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.observe(request.method, request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
  const document = openApiDocument(app);
  fastify.get('/openapi.json', (_request, reply) => reply.send(document));
  await serveConsole(app);
  await app.init();
  return app;
}

function canBeDecoded(url: string): boolean {
  try {
    decodeURI(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}
