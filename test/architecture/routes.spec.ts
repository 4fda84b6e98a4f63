import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from '@temporalio/client';
import { DataSource } from 'typeorm';
import { createApi } from '../../apps/api/src/create-api.js';
import { PERMISSIONS } from '#access/permissions.js';
import { createTestDatabase, type TestDatabase } from '#testing/test-services.js';
import { declaredRoutes, describeApi } from './api-surface.js';

/** Asked by machines that watch or by tools, never by a client of the interface. */
const UNDOCUMENTED = [
  'GET /health',
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'GET /openapi.json',
  'POST /v1/browser-reports',
];
/** The console's page and its files: no part of the interface, and open before anybody has signed in. */
const CONSOLE = ['GET *', 'GET /assets/*'];
/** Answered to somebody who has not signed in. */
const PUBLIC = [
  ...UNDOCUMENTED.filter((route) => route !== 'GET /openapi.json'),
  'GET /v1/oidc/callback',
  'POST /v1/activation',
  'POST /v1/oidc',
  'POST /v1/session',
].sort();

/** Not to be done by whoever finds an open console. */
const SENSITIVE = [
  'DELETE /v1/accounts/{id}/identities',
  'DELETE /v1/accounts/{id}/sessions',
  'DELETE /v1/accounts/{id}/totp',
  'DELETE /v1/me/totp',
  'GET /v1/subject-requests/{id}/pack',
  'PATCH /v1/accounts/{id}',
  'POST /v1/accounts',
  'POST /v1/accounts/{id}/activation',
  'POST /v1/accounts/{id}/identities',
  'POST /v1/approvals/{id}/decision',
  'POST /v1/cases/{id}/emergency-access',
  'POST /v1/machine-tokens',
  'POST /v1/me/recovery-codes',
  'POST /v1/me/totp',
  'POST /v1/me/totp/confirmation',
  'PUT /v1/agencies/{agency}/settings',
  'PUT /v1/me/password',
];

interface Printable {
  printRoutes(options: { commonPrefix: boolean }): string;
}

/** The router's own tree, as `METHOD /path/{parameter}`. HEAD comes with every GET. */
function routesIn(tree: string): string[] {
  const path: string[] = [];
  const routes: string[] = [];
  for (const line of tree.split('\n')) {
    const [, indent = '', text = ''] = /^([│\s]*)[├└]── (.*)$/.exec(line) ?? [];
    if (text === '') continue;
    const [, segment = '', methods = ''] = /^(\S*?)(?: \((.*)\))?$/.exec(text) ?? [];
    const depth = indent.length / 4;
    path.splice(depth, path.length, segment);
    const full = path
      .join('')
      .replaceAll(/:(\w+)/g, '{$1}')
      .replace(/(?<=.)\/$/, '');
    for (const method of methods.split(', ')) if (/^(?!HEAD$)[A-Z]+$/.test(method)) routes.push(`${method} ${full}`);
  }
  return routes.sort();
}

describe('the routes of the API', () => {
  let database: TestDatabase;
  let api: NestFastifyApplication;
  let served: string[];
  let documented: string[];

  beforeAll(async () => {
    database = await createTestDatabase();
    process.env.DATABASE_URL = database.appUrl;
    process.env.SAPHAN_LOG_LEVEL = 'silent';
    api = await createApi();
    served = routesIn((api.getHttpAdapter().getInstance() as Printable).printRoutes({ commonPrefix: false })).filter(
      (route) => !CONSOLE.includes(route),
    );
    documented = Object.entries((await describeApi()).paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
  }, 60_000);

  afterAll(async () => {
    await api.close();
    await api.get(Client).connection.close();
    await api.get(DataSource).destroy();
    await database.drop();
  });

  it('are all in the document, but for those that machines watch', () => {
    expect(served.length).toBeGreaterThan(20);
    expect(served.filter((route) => !documented.includes(route))).toEqual(UNDOCUMENTED);
  });

  it('are all served when the document names them', () => {
    expect(documented.filter((route) => !served.includes(route))).toEqual([]);
  });

  it('each name what the caller must be allowed; one that names nothing is closed', () => {
    const declared = declaredRoutes();
    expect(declared.map(({ route }) => route).sort()).toEqual(served.filter((route) => route !== 'GET /openapi.json'));
    expect(declared.filter(({ permission }) => permission === null)).toEqual([]);
    expect(declared.filter(({ permission }) => permission === 'public').map(({ route }) => route)).toEqual(PUBLIC);
  });

  it('ask again who is there before an export, an account, a proof or what another decides for good (S13, ASVS 7.5.3)', () => {
    const sensitive = declaredRoutes().flatMap(({ route, isSensitive }) => (isSensitive ? [route] : []));
    expect(sensitive).toEqual(SENSITIVE);
  });

  it('leave no permission without an endpoint', () => {
    const asked = new Set(declaredRoutes().map(({ permission }) => permission));
    expect(Object.keys(PERMISSIONS).filter((permission) => !asked.has(permission))).toEqual([]);
  });

  it('refuse everybody who has not signed in, before anything is looked at', async () => {
    const closed = declaredRoutes().filter(({ permission }) => permission !== 'public');
    for (const { route } of closed) {
      const [method, path = ''] = route.split(' ');
      const url = path.replaceAll('{id}', '00000000-0000-4000-8000-000000000000');
      const { statusCode, headers } = await api.inject({ method: method as 'GET', url });
      expect({ route, statusCode }).toEqual({ route, statusCode: 401 });
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    }
  });
});
