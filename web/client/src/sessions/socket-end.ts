import { type Backoff, backoffDelay } from "../backoff.js";
import type { Entropy } from "../entropy.js";
import type { SessionOutcome } from "../outcome.js";
import { closes } from "../protocol.js";
import type { Close } from "../sockets/transport.js";

const serviceRestart = 1012;

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
  return close.code === closes.takenOver.code
    ? { kind: "takenOver" }
    : close.code === closes.unauthorized.code && !tokenRefused
      ? { kind: "revoked", reason: close.reason }
      : null;
}

/** @param attempt Sockets in a row that were not healthy. */
export function delayBeforeNext({ close, tokenRefused }: SocketEnd, attempt: number, backoff: Backoff, entropy: Entropy): number {
  if (tokenRefused) {
    return 0;
  }

  // The delay that a draining node asks for, in the words of its close reason.
  const asked = close.code === serviceRestart ? /retry ([0-9]{1,6})ms/.exec(close.reason)?.[1] : undefined;
  return asked === undefined ? backoffDelay(backoff, attempt, entropy) : Number(asked);
}
