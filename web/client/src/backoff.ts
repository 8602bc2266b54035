import type { Entropy } from "./entropy.js";

const doublingsMax = 30;
const largest = 0xffff_ffff;

/** Exponential backoff with full jitter: anything from nothing up to a bound that doubles. */
export interface Backoff {
  baseMs: number;
  capMs: number;
}

/** @param attempt Failures before this one, from 0. */
export function backoffDelay(backoff: Backoff, attempt: number, entropy: Entropy): number {
  const bound = Math.min(backoff.capMs, backoff.baseMs * 2 ** Math.min(attempt, doublingsMax));
  const bytes = new Uint8Array(4);
  entropy(bytes);
  return Math.floor((bound * new DataView(bytes.buffer).getUint32(0, true)) / largest);
}
