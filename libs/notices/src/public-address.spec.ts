import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { lookup } from 'node:dns';
import { isPublicAddress, parseReceiver, publicLookup, requirePublicReceiver } from './public-address.js';
import { callWebhook } from './webhook-call.js';

const PUBLIC_ONLY = { allowPrivate: false };
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

describe('S18: a receiver of webhooks', () => {
  it.each([
    '127.0.0.1',
    '127.8.9.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::1',
    '2001:0:7f00::1',
  ])('is never at %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['1.1.1.1', '203.150.0.1', '172.32.0.1', '2606:4700::1111', '2400:cb00::1'])('may be at %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['http://example.org/', 'webhook-url-not-allowed'],
    ['ftp://example.org/', 'webhook-url-not-allowed'],
    [['https://user:secret', 'example.org/'].join('@'), 'webhook-url-not-allowed'],
    ['no url', 'webhook-url-not-allowed'],
    ['https://127.0.0.1/', 'webhook-address-not-public'],
    ['https://2130706433/', 'webhook-address-not-public'],
    ['https://0x7f.1/', 'webhook-address-not-public'],
    ['https://[::1]/', 'webhook-address-not-public'],
    ['https://[::ffff:10.0.0.1]/', 'webhook-address-not-public'],
  ])('is refused at save: %s', (url, code) => {
    expect(() => parseReceiver(url, PUBLIC_ONLY)).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('is refused at save when its name leads home', async () => {
    await expect(requirePublicReceiver('https://localhost/', PUBLIC_ONLY)).rejects.toMatchObject({
      code: 'webhook-address-not-public',
    });
  });

  it('is refused at the very connection when its name has come to lead elsewhere, also by one address of several', async () => {
    const rebound = ((_: string, __: object, answer: (failure: null, addresses: object[]) => void) =>
      answer(null, [
        { address: '1.1.1.1', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ])) as unknown as typeof lookup;
    const failure = await new Promise((resolve) =>
      publicLookup(PUBLIC_ONLY, rebound)('example.org', { all: true }, (refusal) => resolve(refusal)),
    );
    expect(failure).toMatchObject({ code: 'webhook-address-not-public' });
  });

  describe('that answers', () => {
    let server: Server;
    let asked: string[];
    let status = 200;

    beforeAll(async () => {
      server = createServer((request, response) => {
        asked.push(request.url ?? '');
        response.writeHead(status, { location: '/elsewhere' }).end('x'.repeat(1_000_000));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));
    beforeEach(() => (asked = []));

    const call = (allowPrivate: boolean, host = '127.0.0.1') =>
      callWebhook(
        {
          id: 'one',
          url: `http://${host}:${(server.address() as AddressInfo).port}/hook`,
          secret: SECRET,
          payload: {},
        },
        { allowPrivate },
      );

    it('from inside the own network is never asked, unless the server is set so', async () => {
      expect(await call(false)).toBe('webhook-url-not-allowed');
      expect(asked).toEqual([]);
      expect(await call(true)).toBeNull();
    });

    it('with a redirect is not followed anywhere', async () => {
      status = 302;
      expect(await call(true)).toBe('http-302');
      expect(asked).toEqual(['/hook']);
    });

    it('with an error has not taken it', async () => {
      status = 500;
      expect(await call(true)).toBe('http-500');
    });
  });
});
