/** The whole bench stops by itself: no round is begun that the time left would not bear. */
export class Deadline {
  private readonly endsAt: number;

  constructor(milliseconds: number) {
    this.endsAt = performance.now() + milliseconds;
  }

  get leftMs(): number {
    return this.endsAt - performance.now();
  }

  /** A shorter one inside this one. */
  within(milliseconds: number): Deadline {
    return new Deadline(Math.min(milliseconds, this.leftMs));
  }

  get isOver(): boolean {
    return this.leftMs <= 0;
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
