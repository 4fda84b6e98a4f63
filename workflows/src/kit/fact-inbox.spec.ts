import fc from 'fast-check';
import type { Fact } from '#domain/facts.js';
import { FactInbox } from './fact-inbox.js';

const RUNS = { numRuns: 2_000, seed: 25_510_129 };

function factOf(seq: number): Fact {
  return { seq, kind: 'clocksChanged', at: '2026-11-24T16:10:00.000Z' };
}

/** Facts 1…n as they may arrive: each at least once, in any order. */
const arrivals = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc
    .array(fc.integer({ min: 1, max: count }), { maxLength: 12 })
    .chain((again) => {
      const once = Array.from({ length: count }, (_, index) => index + 1);
      return fc.shuffledSubarray([...once, ...again], { minLength: count + again.length });
    })
    .map((seqs) => ({ count, seqs })),
);

function drained(inbox: FactInbox): number[] {
  const taken: number[] = [];
  while (inbox.hasNext) taken.push(inbox.take().seq);
  return taken;
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

describe('R09: the inbox of facts', () => {
  it('gives each fact once and in sequence, however often and in whatever order it comes, whenever it is read', () => {
    fc.assert(
      fc.property(arrivals, fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }), ({ count, seqs }, readsNow) => {
        const inbox = new FactInbox();
        const taken: number[] = [];
        seqs.forEach((seq, index) => {
          inbox.receive(factOf(seq));
          if (readsNow[index] === true) taken.push(...drained(inbox));
        });
        taken.push(...drained(inbox));
        expect(taken).toEqual(upTo(count));
        expect(inbox.lastSeq).toBe(count);
        expect(inbox.unread).toEqual([]);
      }),
      RUNS,
    );
  });

  it('loses nothing and doubles nothing over a new run, whichever facts both runs are sent', () => {
    fc.assert(
      fc.property(arrivals, fc.nat(24), fc.nat(12), ({ count, seqs }, cut, reads) => {
        const first = new FactInbox();
        seqs.slice(0, cut).forEach((seq) => first.receive(factOf(seq)));
        const taken: number[] = [];
        for (let read = 0; read < reads && first.hasNext; read += 1) taken.push(first.take().seq);

        const second = new FactInbox();
        // A signal may come before the new run has taken up what it was handed.
        const [early, later] = [seqs.slice(cut, cut + 3), seqs.slice(cut + 3)];
        early.forEach((seq) => second.receive(factOf(seq)));
        first.unread.forEach((fact) => second.receive(fact));
        second.startAfter(first.lastSeq);
        later.forEach((seq) => second.receive(factOf(seq)));
        taken.push(...drained(second));
        expect(taken).toEqual(upTo(count));
      }),
      RUNS,
    );
  });

  it('waits at a gap, and says what waits behind it in order', () => {
    const inbox = new FactInbox();
    [3, 2, 3].forEach((seq) => inbox.receive(factOf(seq)));
    expect(inbox.hasNext).toBe(false);
    expect(inbox.peek()).toBeUndefined();
    expect(() => inbox.take()).toThrow('no next fact');
    expect(inbox.unread.map(({ seq }) => seq)).toEqual([2, 3]);
    inbox.receive(factOf(1));
    expect(inbox.peek()?.seq).toBe(1);
    expect(drained(inbox)).toEqual([1, 2, 3]);
  });

  it('never starts earlier than it has read', () => {
    const inbox = new FactInbox();
    inbox.startAfter(5);
    inbox.startAfter(2);
    [4, 5, 6].forEach((seq) => inbox.receive(factOf(seq)));
    expect(drained(inbox)).toEqual([6]);
  });
});
