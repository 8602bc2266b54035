/** What became of a command. */
export type CommandResult =
  /** `sequence` is the first event that the command caused, 0 where it changed nothing. */
  | { kind: "accepted"; sequence: number; count: number }
  /** Nothing happened. Refusals that a retry can help are never seen here, since the client retries them; but its own `OUTBOX_FULL` is. */
  | { kind: "refused"; code: string; message: string }
  /** The client ended before an answer came: the command may have been stored or not. Its id can be sent again. */
  | { kind: "unanswered" };
