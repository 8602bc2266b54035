import type { GameTimer } from "../protocol.js";
import type { Scheduler } from "../scheduler.js";

const sampleAgeMsMax = 60_000;

/** The server's clock as far as it is known here: local monotonic time plus the offset of the tightest recent round trip. */
export class ServerClock {
  readonly #scheduler: Scheduler;
  readonly #startMonotonic: number;
  readonly #startMs: number;
  #offsetMs = 0;
  #best: { roundTripMs: number; at: number } | null = null;
  timer: GameTimer | null = null;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
    this.#startMonotonic = scheduler.monotonic();
    this.#startMs = scheduler.now();
  }

  get monotonic(): number {
    return this.#scheduler.monotonic() - this.#startMonotonic;
  }

  /** This machine's clock, in ms since the epoch; a corrected wall clock does not move it. */
  get localNow(): number {
    return this.#startMs + Math.trunc(this.monotonic);
  }

  get serverNow(): number {
    return this.localNow + this.#offsetMs;
  }

  /** What was measured on an earlier socket may be from before a sleep of this machine. */
  openSocket(): void {
    this.#best = null;
  }

  /** The server read its clock somewhere within the round trip that ends now. */
  sample(serverNow: number, roundTripMs: number): void {
    const local = this.localNow;
    if (roundTripMs >= 0 && (this.#best === null || roundTripMs <= this.#best.roundTripMs || local - this.#best.at > sampleAgeMsMax)) {
      this.#best = { roundTripMs, at: local };
      this.#offsetMs = serverNow + Math.trunc(roundTripMs / 2) - local;
    }
  }

  remainingMs(seat: string): number | null {
    return this.timer && remainingMs(this.timer, seat, this.serverNow);
  }
}

/** What a seat has left when the server's clock says `now`; null where it is none of the game's seats. */
export function remainingMs(timer: GameTimer, seat: string, now: number): number | null {
  const remaining = timer.remainingMs[seat];
  if (remaining === undefined) {
    return null;
  }

  const runs = timer.running && timer.active === seat;
  return Math.max(0, runs ? remaining - Math.max(0, now - timer.asOf - timer.delayLeftMs) : remaining);
}
