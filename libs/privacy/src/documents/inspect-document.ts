import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';

export const MOST_BYTES = 10 * 1024 * 1024;
/** What a phone's best camera takes; a picture that claims more wants to fill the memory. */
const MOST_PIXELS = 64_000_000;
const COPY_EDGE = 2400;
const COPY_SECONDS = 20;
/** Enough to tell a type by; what is behind it is never unpacked to find out. */
const HEAD_BYTES = 4_100;

export const MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

export type DocumentFault = 'type-not-allowed' | 'two-types-in-one' | 'picture-too-large' | 'damaged' | 'empty';

/** What is handed in is not taken, with the reason as a code. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused';
  constructor(readonly fault: DocumentFault) {
    super(fault);
  }
}

export interface InspectedDocument {
  readonly mediaType: MediaType;
  /** The picture drawn anew: nothing of the file but its pixels, so no place and no camera. Null for paper. */
  readonly copy: Buffer | null;
}

/** Beginnings of what must not hide in or behind a picture or a paper. */
const FOREIGN = [
  'PK\u0003\u0004',
  'PK\u0005\u0006',
  'Rar!\u001a\u0007',
  '<script',
  '<html',
  '<?php',
  '<svg',
  'MZ\u0090',
];

/** Looks at the bytes, never at the name: what it is, whether it is only that, and how large it would become. */
export async function inspectDocument(bytes: Buffer): Promise<InspectedDocument> {
  if (bytes.length === 0) throw new DocumentRefused('empty');
  const found = await fileTypeFromBuffer(bytes.subarray(0, HEAD_BYTES));
  const mediaType = MEDIA_TYPES.find((type) => type === found?.mime);
  if (mediaType === undefined) throw new DocumentRefused('type-not-allowed');
  if (mediaType === 'application/pdf') {
    refuseForeignPdf(bytes);
    return { mediaType, copy: null };
  }
  const copy = await drawnAnew(bytes);
  refuseForeignTail(bytes);
  return { mediaType, copy };
}

/** A reader of archives starts at the end, a browser at the first kilobyte: neither may find what it can run. */
function refuseForeignPdf(bytes: Buffer): void {
  const isOnlyPdf = bytes.subarray(0, 5).toString('latin1') === '%PDF-';
  const tail = bytes.subarray(-65_557).toString('latin1');
  const head = bytes.subarray(0, 1024).toString('latin1').toLowerCase();
  if (!isOnlyPdf || tail.includes('PK\u0005\u0006') || /<script|<html|<svg|<\?php/.test(head)) {
    throw new DocumentRefused('two-types-in-one');
  }
  if (!tail.includes('%%EOF')) throw new DocumentRefused('damaged');
}

function refuseForeignTail(bytes: Buffer): void {
  const end = Math.max(bytes.lastIndexOf(Buffer.of(0xff, 0xd9)), bytes.lastIndexOf('IEND'));
  const parts = [bytes.subarray(0, 1024), end < 0 ? bytes.subarray(-65_557) : bytes.subarray(end)];
  const archived = bytes.subarray(-65_557).toString('latin1').includes('PK\u0005\u0006');
  const text = parts.map((part) => part.toString('latin1')).join('\n');
  if (archived || FOREIGN.some((foreign) => text.includes(foreign))) throw new DocumentRefused('two-types-in-one');
}

async function drawnAnew(bytes: Buffer): Promise<Buffer> {
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false } as const;
  const size = await sharp(bytes, { ...options, limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new DocumentRefused('damaged');
    });
  if (size.width * size.height > MOST_PIXELS) throw new DocumentRefused('picture-too-large');
  try {
    return await sharp(bytes, options)
      .rotate()
      .resize({ width: COPY_EDGE, height: COPY_EDGE, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 85 })
      .timeout({ seconds: COPY_SECONDS })
      .toBuffer();
  } catch {
    throw new DocumentRefused('damaged');
  }
}
