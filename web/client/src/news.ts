import type { AnyGame, GameEvent, GameSummary, GameTypes } from "./game-types.js";
import type { SessionOutcome } from "./outcome.js";
import type { GameTimer } from "./protocol.js";

/** What a client tells its owner, in order and one at a time. */
export type ClientNews<G extends GameTypes = AnyGame> =
  /** A socket is open and the hand-over begins. The summary is the state at the head; events up to its `asOf` are history for display. */
  | { kind: "opened"; userId: string; seat: string | null; summary: GameSummary<G> }
  /** The next event: each exactly once, without a hole. */
  | { kind: "event"; event: GameEvent<G> }
  /** Takes the place of every event told so far; the next event is `asOf` + 1. The reason is `pruned` or `forked`. */
  | { kind: "snapshot"; asOf: number; state: G["state"]; reason: string }
  | { kind: "presence"; userId: string; online: boolean }
  | { kind: "clock"; timer: GameTimer }
  | { kind: "outcome"; outcome: SessionOutcome<G["result"]> }
  /** The server found fault with a frame; the socket stays open. */
  | { kind: "fault"; code: string; message: string };
