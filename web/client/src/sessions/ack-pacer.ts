import type { AckRule } from "../options.js";

/** When to acknowledge what the owner has taken. A lost ack costs a repeat and nothing else. */
export class AckPacer {
  readonly #rule: AckRule | null;
  #taken = 0;
  #sent = 0;
  #stored = 0;
  #atOnce = false;
  #lastSentAt: number | null = null;

  /** @param rule Null: only what `acknowledge` names, and at once. */
  constructor(rule: AckRule | null) {
    this.#rule = rule;
  }

  /** The session's ack as the server stored it. */
  get stored(): number {
    return this.#stored;
  }

  /** The stored ack may be lower than before: a restored log has forgotten acks too. */
  openSocket(stored: number): void {
    this.#stored = stored;
    this.#sent = stored;
    this.#lastSentAt = null;
  }

  handedOver(through: number): void {
    this.#atOnce = true;
    this.#taken = Math.min(this.#taken, through);
  }

  /** The owner has taken every event up to here. */
  take(sequence: number): void {
    this.#taken = this.#rule === null ? this.#taken : sequence;
  }

  acknowledge(sequence: number): void {
    this.#taken = Math.max(this.#taken, sequence);
  }

  storedAt(sequence: number): void {
    this.#stored = sequence;
  }

  /** The server dropped a frame, which may have been an ack. */
  putBack(): void {
    this.#sent = this.#stored;
  }

  /** The ack to send now, or how long to wait for the next; neither where there is none. */
  next(now: number): { send?: number; waitMs?: number } {
    if (this.#taken <= this.#sent) {
      this.#atOnce = false;
      return {};
    }

    const waitMs = this.#rule !== null && this.#lastSentAt !== null ? this.#lastSentAt + this.#rule.intervalMs - now : 0;
    if (!this.#atOnce && this.#rule !== null && this.#taken - this.#sent < this.#rule.events && waitMs > 0) {
      return { waitMs };
    }

    this.#atOnce = false;
    this.#sent = this.#taken;
    this.#lastSentAt = now;
    return { send: this.#taken };
  }
}
