import type { Fact } from '#domain/facts.js';

/**
 * Facts come at least once and in any order; they leave in sequence, each once. A gap waits: the relay sends again what
 * has not arrived.
 */
export class FactInbox {
  private readonly waiting = new Map<number, Fact>();
  private taken = 0;

  receive(fact: Fact): void {
    if (fact.seq > this.taken && !this.waiting.has(fact.seq)) this.waiting.set(fact.seq, fact);
  }

  /** What an earlier run has read is not read again. */
  startAfter(seq: number): void {
    this.taken = Math.max(this.taken, seq);
    for (const known of [...this.waiting.keys()]) if (known <= this.taken) this.waiting.delete(known);
  }

  get hasNext(): boolean {
    return this.waiting.has(this.taken + 1);
  }

  peek(): Fact | undefined {
    return this.waiting.get(this.taken + 1);
  }

  take(): Fact {
    const fact = this.waiting.get(this.taken + 1);
    if (fact === undefined) throw new Error('The inbox has no next fact');
    this.taken = fact.seq;
    this.waiting.delete(fact.seq);
    return fact;
  }

  get lastSeq(): number {
    return this.taken;
  }

  /** What a new run must be given, in order. */
  get unread(): readonly Fact[] {
    return [...this.waiting.values()].sort((a, b) => a.seq - b.seq);
  }
}
