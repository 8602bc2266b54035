import type { Scheduler } from "../src/scheduler.js";

/** A clock that stands still until a test moves it. */
export class ManualScheduler implements Scheduler {
  #now = 1_893_456_000_000;
  #timers: { due: number; call: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  after(ms: number, call: () => void): () => void {
    const timer = { due: this.#now + ms, call };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** What a timer wakes runs before the next one fires. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#takeDue(end); next; next = this.#takeDue(end)) {
      this.#now = Math.max(this.#now, next.due);
      next.call();
      await settle();
    }

    this.#now = end;
  }

  #takeDue(end: number) {
    const next = this.#timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
    this.#timers = this.#timers.filter((timer) => timer !== next);
    return next;
  }
}

/** Everything that promises have waiting. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await Promise.resolve();
  }
}
