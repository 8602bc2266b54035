import type { Summary, WireEvent } from "./protocol.js";

/** What a kind of game says: the data of its events and commands by their word, and its state. */
export interface GameTypes {
  events: object;
  commands: object;
  state: unknown;
  result: unknown;
}

/** Of a kind that is not described. */
export interface AnyGame extends GameTypes {
  events: Record<string, unknown>;
  commands: Record<string, unknown>;
}

/** An event that this seat may not see: a number and nothing else. */
export type HiddenEvent = Omit<WireEvent, "type" | "data"> & { type: "hidden"; data: null };

/** An event of a kind of game, to be told apart by its `type`. */
export type GameEvent<G extends GameTypes = AnyGame> =
  | { [T in keyof G["events"] & string]: Omit<WireEvent, "type" | "data"> & { type: T; data: G["events"][T] } }[keyof G["events"] & string]
  | HiddenEvent;

export type GameSummary<G extends GameTypes = AnyGame> = Omit<Summary, "state"> & { state: G["state"] };
