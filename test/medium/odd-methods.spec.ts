import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { TestApi } from './test-api.js';

/** Over a socket, as they come: an injected request would have passed the parser by. */
describe('a request that no client of ours makes (S34)', () => {
  let api: TestApi;
  let cookie: string;
  let port: number;

  beforeAll(async () => {
    api = await TestApi.open();
    ({ cookie } = await api.signedIn('social'));
    await api.app.listen(0, '127.0.0.1');
    ({ port } = api.app.getHttpServer().address() as AddressInfo);
  }, 60_000);
  afterAll(() => api.close());

  const ask = async (method: string, path: string, headers: Readonly<Record<string, string>> = {}) => {
    const asked = request({ host: '127.0.0.1', agent: false, port, method, path, headers: { cookie, ...headers } });
    const answered = new Promise<[status: number, body: string]>((resolve, reject) => {
      asked.on('error', reject);
      asked.on('response', (response) => {
        text(response).then((body) => resolve([response.statusCode ?? 0, body]), reject);
      });
    });
    asked.end();
    return answered;
  };

  it.each(['TRACE', 'PROPFIND', 'MOVE', 'MKCOL', 'LINK', 'PURGE', 'QUERY'])(
    'by %s is answered by nothing that there is, and repeats nothing of what it carried',
    async (method) => {
      for (const path of ['/', '/v1/cases', '/v1/reports', '/health']) {
        const [status, body] = await ask(method, path, { 'x-marker': 'Quillanthorpe' });
        expect([400, 404]).toContain(status);
        expect(body).not.toContain('Quillanthorpe');
        expect(body).not.toContain(cookie);
      }
    },
  );

  it.each(['x-http-method-override', 'x-http-method', 'x-method-override'])(
    'with %s is what its own method says',
    async (header) => {
      expect((await ask('GET', '/v1/me', { [header]: 'DELETE' }))[0]).toBe(200);
      expect((await ask('GET', '/v1/session', { [header]: 'DELETE' }))[0]).not.toBeLessThan(400);
      expect((await ask('GET', '/v1/me'))[0]).toBe(200);
    },
  );

  it('with one parameter twice is refused', async () => {
    for (const path of [
      '/v1/cases?limit=1&limit=200',
      '/v1/cases?status=open&status=closed',
      '/v1/tasks?limit=1&limit=2',
    ]) {
      const [status] = await ask('GET', path);
      expect([400, 422]).toContain(status);
    }
  });

  it('takes no path of its own from a header', async () => {
    const headers = { 'x-original-url': '/v1/me', 'x-rewrite-url': '/v1/me', 'x-forwarded-prefix': '/v1' };
    const [status] = await ask('GET', '/v1/no-such-thing', headers);
    expect(status).toBe(404);
  });
});
