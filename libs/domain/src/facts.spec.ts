import fc from 'fast-check';
import { parseProcessId, PROCESS_KINDS, processId } from './facts.js';

describe('the ids of workflows', () => {
  it('lead back to the kind of workflow and to its subject', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PROCESS_KINDS), fc.string(), (kind, subjectId) => {
        expect(parseProcessId(processId(kind, subjectId))).toEqual({ kind, subjectId });
      }),
    );
  });

  it('are readable', () => {
    expect(processId('case', '0198c9f0-0000-7000-8000-000000000001')).toBe('case:0198c9f0-0000-7000-8000-000000000001');
  });

  it('are not made of anything else', () => {
    for (const text of ['', 'case', 'person:1', ':1', 'Case:1', ' case:1', 'temporal-sys-scheduler:x']) {
      expect(parseProcessId(text)).toBeNull();
    }
  });
});
