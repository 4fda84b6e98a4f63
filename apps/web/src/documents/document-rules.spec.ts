import { readFileSync } from 'node:fs';
import { DOCUMENT_KINDS, faultOf, MEDIA_TYPES, MOST_BYTES } from './document-rules.js';

interface Announced {
  readonly properties: {
    readonly kind: { readonly enum: readonly string[] };
    readonly bytes: { readonly maximum: number };
  };
}

const read = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');

describe('a file that is chosen', () => {
  it.each([
    ['notes.docx', { type: 'application/msword', size: 1 }, 'type'],
    ['a file of no known type', { type: '', size: 1 }, 'type'],
    ['nothing', { type: 'image/png', size: 0 }, 'empty'],
    ['a film of a passport', { type: 'application/pdf', size: MOST_BYTES + 1 }, 'size'],
    ['the largest paper', { type: 'application/pdf', size: MOST_BYTES }, null],
    ['a photograph', { type: 'image/jpeg', size: 3_000_000 }, null],
  ] as const)('is refused or taken before it is sent: %s', (_name, file, fault) => {
    expect(faultOf(file)).toBe(fault);
  });

  it('is judged as the server judges it', () => {
    const { components } = JSON.parse(read('openapi.json')) as {
      components: { schemas: { DocumentUploadDto: Announced } };
    };
    const { kind, bytes } = components.schemas.DocumentUploadDto.properties;
    expect([kind.enum, bytes.maximum]).toEqual([[...DOCUMENT_KINDS], MOST_BYTES]);
    const inspector = read('libs/privacy/src/documents/inspect-document.ts');
    const taken = /MEDIA_TYPES = \[([^\]]+)\]/.exec(inspector)?.[1]?.match(/[a-z]+\/[a-z]+/g);
    expect(taken).toEqual(MEDIA_TYPES);
  });
});
