// Made from GameSessions.Wire and the options of GameSessions.Client; REFRESH_DOCS=1 dotnet test tests/GameSessions.Client.Tests writes it anew.

export const protocol = "gamesessions.v1";

/** In bytes of UTF-8; a larger frame is not read by the server. */
export const inboundFrameBytesMax = 16384;

/** Heartbeats without any frame before a socket is given up. */
export const heartbeatsMissedMax = 3;

/** Why a server ends a socket. */
export const closes = {
  normal: { code: 1000, reason: "" },
  invalidPath: { code: 1008, reason: "Invalid path" },
  missingGame: { code: 1008, reason: "Missing game identifier" },
  invalidResumeToken: { code: 1008, reason: "Invalid resume token" },
  unauthorized: { code: 1008, reason: "Unauthorized" },
  forbidden: { code: 1008, reason: "Forbidden" },
  invalidPosition: { code: 1008, reason: "Invalid position" },
  rateLimited: { code: 1008, reason: "Rate limited" },
  frameTooBig: { code: 1009, reason: "Frame too big" },
  internalError: { code: 1011, reason: "Internal error" },
  storageUnavailable: { code: 1013, reason: "Storage is out of reach; try again" },
  tooManySockets: { code: 1013, reason: "Too many sockets; try again" },
  tooManyUpgrades: { code: 1013, reason: "Too many upgrades; try again" },
  takenOver: { code: 4001, reason: "Opened elsewhere" },
  slowReader: { code: 4002, reason: "Slow reader" },
  heartbeatLost: { code: 4003, reason: "Heartbeat lost" },
} as const;

/** What the clients of all languages do unless they are told otherwise. */
export const defaults = {
  path: "/ws/game",
  acks: { events: 32, intervalMs: 200 },
  reconnect: { baseMs: 100, capMs: 5000 },
  resend: { baseMs: 100, capMs: 2000 },
  handshakeMaxMs: 10000,
  commandsInFlightMax: 16,
  commandsWaitingMax: 1024,
  rateLimitRestMs: 1000,
};

export interface WireEvent {
  gameId: string;
  sequence: number;
  type: string;
  data: unknown;
  userId: string | null;
  at: number;
  commandId?: string;
}

export interface Summary {
  asOf: number;
  kind: string;
  status: "waiting" | "running" | "finished";
  state: unknown;
}

export interface GameTimer {
  active: string | null;
  remainingMs: Record<string, number>;
  running: boolean;
  preset: string;
  totalMs: number;
  incrementMs: number;
  delayMs: number;
  delayLeftMs: number;
  asOf: number;
  /** The event that these clocks follow. */
  sequence: number;
}

export interface ResumePayload {
  gameId: string;
  userId: string;
  seat: string | null;
  /** `new`, `current`, `replay` or `resync`. */
  outcome: string;
  /** The session's newest resume token. */
  token: string;
  /** In ms since the epoch, as `expiresAt`. */
  issuedAt: number;
  expiresAt: number;
  /** The session's stored ack. */
  lastSequence: number;
  head: number;
  epoch: string;
  summary: Summary;
  timer?: GameTimer;
  /** The ids of the seated users with a socket. */
  online: string[];
  heartbeatMs: number;
  protocol: string;
}

export interface ReplayPayload {
  gameId: string;
  events: WireEvent[];
}

export interface ReplayEndPayload {
  gameId: string;
  /** Where the client now stands; the next live event is one more. */
  through: number;
}

export interface ResyncPayload {
  gameId: string;
  asOf: number;
  state: unknown;
  /** `pruned` or `forked`. */
  reason: string;
}

export interface AcceptedPayload {
  commandId: string;
  /** The first event that the command caused; 0 where it changed nothing. */
  sequence: number;
  count: number;
}

export interface RefusedPayload {
  commandId: string;
  code: string;
  message: string;
  retryable: boolean;
}

export interface AckedPayload {
  gameId: string;
  userId: string;
  sequence: number;
}

export interface TimeUpdatePayload {
  gameId: string;
  timer: GameTimer;
}

export interface PresencePayload {
  gameId: string;
  userId: string;
  online: boolean;
}

export interface ErrorPayload {
  code: string;
  message: string;
  retryable: boolean;
  commandId?: string;
}

export interface PingPayload {
  t: number | string;
}

export interface PongPayload {
  t: number | string;
  /** The server's clock, in ms since the epoch. */
  now: number;
}

/** The payloads that a server sends, by the type of their frame. */
export interface ServerPayloads {
  GAME_RESUME: ResumePayload;
  GAME_REPLAY: ReplayPayload;
  GAME_REPLAY_END: ReplayEndPayload;
  GAME_EVENT: WireEvent;
  GAME_RESYNC: ResyncPayload;
  GAME_ACCEPTED: AcceptedPayload;
  GAME_REFUSED: RefusedPayload;
  GAME_ACK: AckedPayload;
  TIME_UPDATE: TimeUpdatePayload;
  PRESENCE: PresencePayload;
  ERROR: ErrorPayload;
  PING: PingPayload;
  PONG: PongPayload;
}

export type ServerFrame = {
  [T in keyof ServerPayloads]: { type: T; payload: ServerPayloads[T] };
}[keyof ServerPayloads];

export type ClientFrame =
  | { type: "GAME_COMMAND"; payload: { commandId: string; name: string; data: unknown } }
  | { type: "GAME_ACK"; payload: { sequence: number } }
  | { type: "PING"; payload: { t: number | string } }
  | { type: "PONG"; payload: { t: number | string } };

/** What each property must be: a primitive or another shape; `?` may be absent or null, `[]` a list, `{}` a dictionary. */
export const shapes = {
  WireEvent: {
    gameId: "string",
    sequence: "integer",
    type: "string",
    data: "any",
    userId: "string?",
    at: "integer",
    commandId: "string?",
  },
  Summary: {
    asOf: "integer",
    kind: "string",
    status: "string",
    state: "any",
  },
  GameTimer: {
    active: "string?",
    remainingMs: "integer{}",
    running: "boolean",
    preset: "string",
    totalMs: "integer",
    incrementMs: "integer",
    delayMs: "integer",
    delayLeftMs: "integer",
    asOf: "integer",
    sequence: "integer",
  },
  ResumePayload: {
    gameId: "string",
    userId: "string",
    seat: "string?",
    outcome: "string",
    token: "string",
    issuedAt: "integer",
    expiresAt: "integer",
    lastSequence: "integer",
    head: "integer",
    epoch: "string",
    summary: "Summary",
    timer: "GameTimer?",
    online: "string[]",
    heartbeatMs: "integer",
    protocol: "string",
  },
  ReplayPayload: {
    gameId: "string",
    events: "WireEvent[]",
  },
  ReplayEndPayload: {
    gameId: "string",
    through: "integer",
  },
  ResyncPayload: {
    gameId: "string",
    asOf: "integer",
    state: "any",
    reason: "string",
  },
  AcceptedPayload: {
    commandId: "string",
    sequence: "integer",
    count: "integer",
  },
  RefusedPayload: {
    commandId: "string",
    code: "string",
    message: "string",
    retryable: "boolean",
  },
  AckedPayload: {
    gameId: "string",
    userId: "string",
    sequence: "integer",
  },
  TimeUpdatePayload: {
    gameId: "string",
    timer: "GameTimer",
  },
  PresencePayload: {
    gameId: "string",
    userId: "string",
    online: "boolean",
  },
  ErrorPayload: {
    code: "string",
    message: "string",
    retryable: "boolean",
    commandId: "string?",
  },
  PingPayload: {
    t: "any",
  },
  PongPayload: {
    t: "any",
    now: "integer",
  },
} as const;

export const shapeOfFrame: { [T in keyof ServerPayloads]: keyof typeof shapes } = {
  GAME_RESUME: "ResumePayload",
  GAME_REPLAY: "ReplayPayload",
  GAME_REPLAY_END: "ReplayEndPayload",
  GAME_EVENT: "WireEvent",
  GAME_RESYNC: "ResyncPayload",
  GAME_ACCEPTED: "AcceptedPayload",
  GAME_REFUSED: "RefusedPayload",
  GAME_ACK: "AckedPayload",
  TIME_UPDATE: "TimeUpdatePayload",
  PRESENCE: "PresencePayload",
  ERROR: "ErrorPayload",
  PING: "PingPayload",
  PONG: "PongPayload",
};
