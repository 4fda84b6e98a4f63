import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from '../http/problem-details.js';
import { REPORT_PATH } from '../http/security-headers.js';

/** Names with a content hash never change: a phone on a slow line loads them once. */
const FOREVER = 'public, max-age=31536000, immutable';
const NONCE_PLACE = '__CSP_NONCE__';

/** What the console's own documents may do. No script but its own files; a style only with the answer's own value. */
export function consoleCsp(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `worker-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `report-to saphan`,
    `report-uri ${REPORT_PATH}`,
  ].join('; ');
}

/**
 * Serves the built console: its files, and for every other address that a browser opens the page itself, which finds
 * the way from there. What no browser asks for stays a problem.
 */
export async function serveConsole(app: NestFastifyApplication): Promise<void> {
  const folder = consoleFolder();
  const fastify = app.getHttpAdapter().getInstance();
  await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false, preCompressed: true });
  const page = new Page(folder);

  fastify.get('/assets/*', (request: FastifyRequest<{ Params: { '*': string } }>, reply: FastifyReply) =>
    sendFile(reply, folder, path.posix.join('assets', request.params['*']), FOREVER),
  );
  fastify.get('/*', (request: FastifyRequest<{ Params: { '*': string } }>, reply: FastifyReply) => {
    const file = request.params['*'];
    if (!file.includes('/') && file.includes('.')) return sendFile(reply, folder, file, 'no-cache');
    const opensAPage = request.headers.accept?.includes('text/html') === true && !file.startsWith('v1/');
    const html = opensAPage ? page.read() : null;
    return html === null ? notFound(reply) : sendPage(reply, html);
  });
}

function sendFile(reply: FastifyReply, folder: string, file: string, cacheControl: string): FastifyReply {
  if (file.includes('..') || file === 'index.html' || !existsSync(path.join(folder, file))) return notFound(reply);
  if (file === 'exit.html') void reply.header('content-security-policy', `default-src 'none'; script-src 'self'`);
  // The service worker fetches under the policy of its own answer.
  if (file === 'sw.js') void reply.header('content-security-policy', `default-src 'none'; connect-src 'self'`);
  return reply.header('cache-control', cacheControl).sendFile(file);
}

/** Never stored: each answer has a value of its own under which styles may be added. */
function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .header('cache-control', 'no-store')
    .header('content-security-policy', consoleCsp(nonce))
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(NONCE_PLACE, nonce));
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply
    .status(404)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(problemOf('not-found', [], {}, reply.request.id));
}

/** Read again when it was built anew: an old page would ask for files that are gone. Null where there is no console. */
class Page {
  private html: string | null = null;
  private builtAt = 0;
  private readonly file: string;

  constructor(folder: string) {
    this.file = path.join(folder, 'index.html');
  }

  read(): string | null {
    const builtAt = statSync(this.file, { throwIfNoEntry: false })?.mtimeMs;
    if (builtAt === undefined) return null;
    if (builtAt !== this.builtAt) {
      this.html = readFileSync(this.file, 'utf8');
      this.builtAt = builtAt;
    }
    return this.html;
  }
}

function consoleFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package-lock.json')) && folder !== path.dirname(folder)) {
    folder = path.dirname(folder);
  }
  return path.join(folder, 'dist/web');
}
