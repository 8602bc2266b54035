import type { CommandResult } from "../command-result.js";
import type { LogPosition } from "../log-position.js";
import type { ClientNews } from "../news.js";
import type { History } from "./shared-log.js";

/** What tabs tell each other. The leader is the tab that has the socket. */
export type Message =
  /** A tab wants to know everything. */
  | { kind: "hello"; tab: string }
  /** A tab has the socket from now on. */
  | { kind: "lead"; leader: string }
  | { kind: "history"; leader: string; tab: string; history: History }
  /** With where the leader's log stands after it, and how far the server's clock is ahead of the wall clock that all tabs share. */
  | { kind: "news"; leader: string; news: ClientNews; position: LogPosition | null; aheadMs: number }
  | { kind: "send"; tab: string; commandId: string; name: string; data: unknown }
  | { kind: "answer"; tab: string; commandId: string; result: CommandResult };

/** The part of a BroadcastChannel that is used here. */
export interface Channel {
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
  close(): void;
}

/** The part of `navigator.locks` that is used here. */
export interface Locks {
  request(name: string, options: { signal: AbortSignal }, held: () => Promise<void>): Promise<unknown>;
}
