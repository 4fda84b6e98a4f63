import { readFileSync } from 'node:fs';
import { findLength, isoOfLength } from './length.js';

describe('a limit as people say it', () => {
  it('reads every limit of the policy in force and writes the same again', () => {
    const policy = JSON.parse(readFileSync('libs/policy/th-nrm-2565/policy.json', 'utf8')) as {
      clocks: Record<string, { limit: string }>;
    };
    for (const { limit } of Object.values(policy.clocks)) {
      const length = findLength(limit);
      expect(length).not.toBeNull();
      expect(length === null ? '' : isoOfLength(length)).toBe(limit);
    }
  });

  it('leaves alone what has no single unit', () => {
    for (const iso of ['P1DT12H', 'P', '15D', 'PT30M']) expect(findLength(iso)).toBeNull();
  });
});
