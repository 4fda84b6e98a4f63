import { randomUUID } from 'node:crypto';
import { DoesNotOpenError, newKey } from './aead.js';
import { openRecord, RECORD_VERSION, sealRecord } from './sealed-record.js';

const key = { id: randomUUID(), bytes: newKey() };
const PLACE = 'saphan/case/1/persons.given_name/2';
const text = Buffer.from('สมหญิง');

describe('a sealed record', () => {
  it('opens where it was sealed, and tells its version and its key first (S10)', () => {
    const sealed = sealRecord(key, PLACE, text);
    expect(sealed[0]).toBe(RECORD_VERSION);
    expect(sealed.subarray(1, 17).toString('hex')).toBe(key.id.replaceAll('-', ''));
    expect(openRecord(key, PLACE, sealed)).toEqual(text);
  });

  it('holds nothing of what was sealed, and is never twice the same', () => {
    const [one, two] = [sealRecord(key, PLACE, text), sealRecord(key, PLACE, text)];
    expect(one.includes(text)).toBe(false);
    expect(one.equals(two)).toBe(false);
  });

  it.each([
    ['another case', 'saphan/case/9/persons.given_name/2'],
    ['another column', 'saphan/case/1/persons.alias/2'],
    ['another row', 'saphan/case/1/persons.given_name/3'],
  ])('does not open in %s', (_, place) => {
    expect(() => openRecord(key, place, sealRecord(key, PLACE, text))).toThrow(DoesNotOpenError);
  });

  it('does not open with another key, of the same id or not', () => {
    const sealed = sealRecord(key, PLACE, text);
    expect(() => openRecord({ ...key, bytes: newKey() }, PLACE, sealed)).toThrow(DoesNotOpenError);
    expect(() => openRecord({ ...key, id: randomUUID() }, PLACE, sealed)).toThrow(DoesNotOpenError);
  });

  it('does not open when a single bit of it has changed, or when it was cut', () => {
    const sealed = sealRecord(key, PLACE, text);
    for (let index = 0; index < sealed.length; index += 1) {
      const altered = Buffer.from(sealed);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(() => openRecord(key, PLACE, altered)).toThrow(DoesNotOpenError);
      expect(() => openRecord(key, PLACE, sealed.subarray(0, index))).toThrow(DoesNotOpenError);
    }
  });

  it('says nothing of its content when it does not open', () => {
    const failure = new DoesNotOpenError(PLACE);
    expect(failure.message).not.toContain('สมหญิง');
  });
});
