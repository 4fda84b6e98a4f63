import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { inspectDocument } from './inspect-document.js';
import { ClamdScanner, noScanner, scannerFrom } from './malware-scan.js';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const ZIP_END = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);
const picture = (format: 'jpeg' | 'png' | 'webp') =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '13/1 45/1 0/1' }, IFD0: { Make: 'Grumplecam' } })
    [format]()
    .toBuffer();

/** A PNG that claims to be of this size: its header is honest, its picture is not there. */
async function claiming(width: number, height: number): Promise<Buffer> {
  const png = await picture('png');
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

describe('a document that is handed in (S16)', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'is taken as a %s, with a copy that tells no place and no camera',
    async (format) => {
      const bytes = await picture(format);
      const { mediaType, copy } = await inspectDocument(bytes);
      expect(mediaType).toBe(`image/${format}`);
      const { exif, width } = await sharp(copy ?? Buffer.alloc(0)).metadata();
      expect([exif, width]).toEqual([undefined, 40]);
      expect(bytes.includes('Grumplecam')).toBe(true);
      expect(copy?.includes('Grumplecam')).toBe(false);
    },
  );

  it('is taken as paper when it is a PDF', async () => {
    expect(await inspectDocument(PDF)).toEqual({ mediaType: 'application/pdf', copy: null });
  });

  it.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['nothing', () => Buffer.alloc(0), 'empty'],
    ['a program', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'type-not-allowed'],
    ['a page', () => Buffer.from('<html><script>alert(1)</script></html>'), 'type-not-allowed'],
    [
      'an archive, and so every bomb in one',
      () => Buffer.from('PK\u0003\u0004'.padEnd(200, '\0'), 'latin1'),
      'type-not-allowed',
    ],
    [
      'a picture that is an archive as well',
      async () => Buffer.concat([await picture('jpeg'), ZIP_END]),
      'two-types-in-one',
    ],
    [
      'a picture with a page behind it',
      async () => Buffer.concat([await picture('png'), Buffer.from('<html>')]),
      'two-types-in-one',
    ],
    ['a paper that is an archive as well', () => Buffer.concat([PDF, ZIP_END]), 'two-types-in-one'],
    ['a paper without an end', () => PDF.subarray(0, 30), 'damaged'],
    ['a picture of 50,000 by 50,000', () => claiming(50_000, 50_000), 'picture-too-large'],
    ['a picture that is not there', async () => (await picture('jpeg')).subarray(0, 300), 'damaged'],
  ])('is refused when it is %s, at once', async (_, bytes, fault) => {
    const given = await bytes();
    const started = performance.now();
    await expect(inspectDocument(given)).rejects.toMatchObject({ fault });
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('the look for malware', () => {
  const withDaemon = async <T>(answer: string, work: (scanner: ClamdScanner, got: () => Buffer) => Promise<T>) => {
    const parts: Buffer[] = [];
    const server = createServer((socket) => {
      socket.on('data', (part) => {
        parts.push(part);
        if (Buffer.concat(parts).subarray(-4).equals(Buffer.alloc(4))) socket.end(answer);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      return await work(new ClamdScanner({ host: '127.0.0.1', port }), () => Buffer.concat(parts));
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  };

  it.each([
    ['stream: OK\0', 'clean'],
    ['stream: Eicar-Test-Signature FOUND\0', 'infected'],
  ])('hears "%s" as %s', async (answer, verdict) => {
    expect(await withDaemon(answer, (scanner) => scanner.scan(PDF))).toBe(verdict);
  });

  it('sends the whole document in pieces, as the daemon asks', async () => {
    const bytes = Buffer.alloc(150_000, 7);
    await withDaemon('stream: OK\0', async (scanner, got) => {
      await scanner.scan(bytes);
      expect(got().length).toBe('zINSTREAM\0'.length + bytes.length + 3 * 4 + 4);
    });
  });

  it('never takes silence for a clean bill', async () => {
    await expect(withDaemon('INSTREAM size limit exceeded. ERROR\0', (scanner) => scanner.scan(PDF))).rejects.toThrow();
    await expect(new ClamdScanner({ host: '127.0.0.1', port: 1 }).scan(PDF)).rejects.toThrow();
  });

  it('says that nobody looked where nobody does', async () => {
    expect(await noScanner.scan(PDF)).toBe('not-scanned');
    expect(scannerFrom({})).toBe(noScanner);
    expect(scannerFrom({ SAPHAN_CLAMD: 'clamd:3310' })).toBeInstanceOf(ClamdScanner);
  });
});
