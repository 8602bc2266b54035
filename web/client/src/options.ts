import type { Backoff } from "./backoff.js";
import { cryptoEntropy, type Entropy } from "./entropy.js";
import type { LogPosition } from "./log-position.js";
import { defaults } from "./protocol.js";
import { type Scheduler, systemScheduler } from "./scheduler.js";
import type { Transport } from "./sockets/transport.js";

/** Acks go out at most once an interval, and at once when so many events wait or a replay ends. */
export interface AckRule {
  events: number;
  intervalMs: number;
}

export interface GameClientOptions {
  transport: Transport;
  /** Absent on the channels that have no game to name. */
  gameId?: string | undefined;
  path?: string | undefined;
  /** Asked whenever there is no resume token; null where there is none any more, which ends the client. Absent: the browser's cookie signs in. */
  accessToken?: (() => Promise<string | null>) | undefined;
  /** Where the owner already stands, from an earlier life; absent: where the session's stored ack is. */
  start?: LogPosition | undefined;
  /** A resume token of an earlier life. */
  resumeToken?: string | undefined;
  /** Null: the owner acknowledges by `acknowledge`. */
  acks?: AckRule | null | undefined;
  /** Delays before connecting again. */
  reconnect?: Backoff | undefined;
  /** Delays before sending again what the server could not store. */
  resend?: Backoff | undefined;
  /** From the start of a connect to its `GAME_RESUME`. */
  handshakeMaxMs?: number | undefined;
  /**
   * Commands on the wire without an answer; the others wait. Below the server's 20 refused frames a second, so that a client that meets
   * the rate limit is slowed down and not shut out.
   */
  commandsInFlightMax?: number | undefined;
  /** Commands without an answer, on the wire or not; one more is refused with `OUTBOX_FULL`. */
  commandsWaitingMax?: number | undefined;
  /** How long commands rest after the server found them too many. */
  rateLimitRestMs?: number | undefined;
  scheduler?: Scheduler | undefined;
  entropy?: Entropy | undefined;
}

/** The options with every default filled in. */
export type Settings = ReturnType<typeof settingsOf>;

export function settingsOf(options: GameClientOptions) {
  return {
    transport: options.transport,
    gameId: options.gameId ?? null,
    path: options.path ?? defaults.path,
    accessToken: options.accessToken ?? null,
    start: options.start ?? null,
    resumeToken: options.resumeToken ?? null,
    acks: options.acks === undefined ? defaults.acks : options.acks,
    reconnect: options.reconnect ?? defaults.reconnect,
    resend: options.resend ?? defaults.resend,
    handshakeMaxMs: options.handshakeMaxMs ?? defaults.handshakeMaxMs,
    commandsInFlightMax: options.commandsInFlightMax ?? defaults.commandsInFlightMax,
    commandsWaitingMax: options.commandsWaitingMax ?? defaults.commandsWaitingMax,
    rateLimitRestMs: options.rateLimitRestMs ?? defaults.rateLimitRestMs,
    scheduler: options.scheduler ?? systemScheduler,
    entropy: options.entropy ?? cryptoEntropy,
  };
}
