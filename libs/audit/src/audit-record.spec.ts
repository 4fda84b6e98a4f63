import { createHmac, hash, hkdfSync, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { AuditKey } from './audit-key.js';
import { canonicalRecord, recordHash, type AuditRecord } from './audit-record.js';

const text = fc.string({ unit: 'grapheme' });
const records: fc.Arbitrary<AuditRecord> = fc.record({
  id: fc.uuid(),
  at: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  accountId: fc.option(fc.uuid()),
  roles: fc.array(text, { maxLength: 4 }),
  agency: text,
  action: text,
  purpose: text,
  decision: fc.constantFrom('allowed' as const, 'refused' as const),
  caseId: fc.option(fc.uuid()),
  subjectId: fc.option(text),
  fields: fc.array(text, { maxLength: 8 }),
  requestId: fc.option(text),
});

describe('an audit row', () => {
  it('is hashed as canonical JSON (RFC 8785), whatever stands in it', () => {
    fc.assert(
      fc.property(records, (record) => canonicalRecord(record) === canonicalize(record)),
      { seed: 2551 },
    );
  });

  it('has another hash as soon as any one of its columns differs', () => {
    fc.assert(
      fc.property(records, records, fc.nat(11), (record, other, place) => {
        const key = Object.keys(record)[place] as keyof AuditRecord;
        const changed = { ...record, [key]: other[key] };
        const isSame = recordHash(canonicalRecord(changed)) === recordHash(canonicalRecord(record));
        return isSame === (canonicalize(changed) === canonicalize(record));
      }),
      { seed: 2551 },
    );
  });

  it('is stamped with HMAC-SHA-256 under a key derived from the secret', () => {
    const secret = randomBytes(32);
    const key = new AuditKey(secret);
    const derived = Buffer.from(hkdfSync('sha256', secret, '', 'saphan audit stamp', 32));
    for (const message of ['', 'a', 'ข้อความ']) {
      const digest = hash('sha256', message, 'hex');
      expect(key.stamp(digest)).toBe(createHmac('sha256', derived).update(digest, 'hex').digest('hex'));
    }
  });

  it('is stamped by no key of another length', () => {
    expect(() => new AuditKey(randomBytes(16))).toThrow(/32 bytes/);
  });
});
