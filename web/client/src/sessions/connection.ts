import { writeFrame } from "../frames.js";
import { type ClientFrame, heartbeatsMissedMax } from "../protocol.js";
import type { Scheduler } from "../scheduler.js";
import type { ClientSocket } from "../sockets/transport.js";

/** One socket in use: what is sent, when it was last heard, and everything that waits for it. */
export class Connection {
  socket: ClientSocket | null = null;
  ackScheduled = false;
  readonly #scheduler: Scheduler;
  readonly #timers = new Set<() => void>();
  #heardAt: number;
  #watched = false;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
    this.#heardAt = scheduler.monotonic();
  }

  send(frame: ClientFrame): void {
    this.socket?.send(writeFrame(frame));
  }

  hear(): void {
    this.#heardAt = this.#scheduler.monotonic();
  }

  /** Does not call any more once the connection has ended. */
  after(ms: number, call: () => void): void {
    const cancel = this.#scheduler.after(Math.ceil(ms), () => {
      this.#timers.delete(cancel);
      call();
    });
    this.#timers.add(cancel);
  }

  /** Sends a ping a heartbeat, and says when three heartbeats have gone by without any frame. */
  watch(heartbeatMs: number, ping: () => ClientFrame, silent: () => void): void {
    if (this.#watched || heartbeatMs <= 0) {
      return;
    }

    this.#watched = true;
    const look = () => {
      const left = heartbeatMs * heartbeatsMissedMax - (this.#scheduler.monotonic() - this.#heardAt);
      if (left <= 0) {
        silent();
        return;
      }

      this.after(Math.min(left, heartbeatMs), () => {
        this.send(ping());
        look();
      });
    };
    look();
  }

  end(): void {
    for (const cancel of this.#timers) {
      cancel();
    }

    this.#timers.clear();
    this.socket?.close();
    this.socket = null;
  }
}
