/** Time, as a client sees it. */
export interface Scheduler {
  /** This machine's wall clock, in ms since the epoch. */
  now(): number;
  /** In ms; never goes back. */
  monotonic(): number;
  /** Calls once, unless what it returns is called before. */
  after(ms: number, call: () => void): () => void;
}

export const systemScheduler: Scheduler = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
