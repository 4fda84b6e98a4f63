import fc from 'fast-check';
import { isDrawn } from './draw.js';

describe('a lot', () => {
  it('falls the same way each time for the same case', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.double({ min: 0, max: 1, noNaN: true }), (id, share) => {
        expect(isDrawn(id, share)).toBe(isDrawn(id, share));
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it('falls on nobody at a share of 0, and on everybody at 1', () => {
    for (let number = 0; number < 500; number += 1) {
      expect([isDrawn(`case-${number}:0`, 0), isDrawn(`case-${number}:0`, 1)]).toEqual([false, true]);
    }
  });

  it.each([0.05, 0.1, 0.5])('falls on about the share of %d', (share) => {
    const drawn = Array.from({ length: 20_000 }, (_none, number) => isDrawn(`case-${number}:0`, share));
    expect(Math.abs(drawn.filter(Boolean).length / drawn.length - share)).toBeLessThan(0.01);
  });
});
