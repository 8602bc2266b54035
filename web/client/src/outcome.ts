/** How a client stands with its game, told after every hand-over and every loss. */
export type SessionOutcome<Result = unknown> =
  /** The server knew no session of this user in this game. */
  | { kind: "fresh" }
  /** Nothing was missed. */
  | { kind: "current" }
  /** So many events were delivered in this hand-over. */
  | { kind: "replayed"; events: number }
  /** A snapshot took the place of what was delivered before; the reason is `pruned` or `forked`. */
  | { kind: "resynced"; reason: string }
  /** The same session was opened elsewhere. The client has ended. */
  | { kind: "takenOver" }
  /** The server does not let this client in, or not any more. The client has ended. */
  | { kind: "revoked"; reason: string }
  /**
   * The game is over. The client stays connected, since an answer may still be on its way; its owner closes it. The result is the data
   * of `finished`, or where only a snapshot tells of it, the `result` of the state.
   */
  | { kind: "ended"; result: Result }
  /** The connection is lost; the client connects again by itself. */
  | { kind: "retrying"; afterMs: number };
