import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { NestLogger } from '#observability/logger.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { ApiModule } from './api.module.js';
import { serveConsole } from './console/serve-console.js';
import { Metrics } from './health/metrics.js';
import { problemOf } from './http/problem-details.js';
import { openApiDocument } from './open-api.js';

const PROBLEM_JSON = 'application/problem+json; charset=utf-8';
const BODY_LIMIT_BYTES = 1_048_576;

/** The API with everything that belongs in front of it; the caller listens. */
export async function createApi(): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => randomUUID(),
    // Prototype poisoning is refused, not stripped: who sends it means harm.
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // An address that cannot be decoded never reaches a route, and so no filter.
    frameworkErrors: (_failure: Error, request: FastifyRequest, reply: FastifyReply) =>
      void reply
        .status(404)
        .type(PROBLEM_JSON)
        .send(problemOf('not-found', [], {}, request.id)),
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule, adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(new NestLogger(app.get<Logger>(LOGGER)));
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  });
  const fastify = adapter.getInstance();
  const metrics = app.get(Metrics);
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.header('cache-control', 'no-store');
    done();
  });
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
