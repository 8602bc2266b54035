import { type Backoff, backoffDelay } from "../backoff.js";
import type { Entropy } from "../entropy.js";
import type { SessionOutcome } from "../outcome.js";
import type { Close } from "../sockets/transport.js";

export const unauthorized: Close = { code: 1008, reason: "Unauthorized" };
export const invalidResumeToken: Close = { code: 1008, reason: "Invalid resume token" };

/** How the use of one socket ended, and what that means for the next. */
export interface SocketEnd {
  close: Close;
  /** The hand-over was complete, and nothing was wrong with what came after it. */
  healthy: boolean;
  /** The resume token was bad; another sign-in may be good. */
  tokenRefused: boolean;
}

/** Null where a next socket may do better. */
export function finalOutcome({ close, tokenRefused }: SocketEnd): SessionOutcome | null {
  return close.code === 4001
    ? { kind: "takenOver" }
    : close.code === 1008 && !tokenRefused
      ? { kind: "revoked", reason: close.reason }
      : null;
}

/** @param attempt Sockets in a row that were not healthy. */
export function delayBeforeNext({ close, tokenRefused }: SocketEnd, attempt: number, backoff: Backoff, entropy: Entropy): number {
  if (tokenRefused) {
    return 0;
  }

  // The delay that a draining node asks for, in the words of its close reason.
  const asked = close.code === 1012 ? /retry ([0-9]{1,6})ms/.exec(close.reason)?.[1] : undefined;
  return asked === undefined ? backoffDelay(backoff, attempt, entropy) : Number(asked);
}
