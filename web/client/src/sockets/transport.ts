/** Why a socket ended: the WebSocket close code and its reason. */
export interface Close {
  code: number;
  reason: string;
}

/** The end of a connection that nobody closed. */
export const broken: Close = { code: 1006, reason: "Connection lost" };

/** What a socket is opened with. At most one of the tokens is set; without any, the browser's cookie signs in. */
export interface ConnectRequest {
  path: string;
  gameId: string | null;
  accessToken: string | null;
  resumeToken: string | null;
  /** The sequence at which the client stands; null where it stands nowhere yet. */
  from: number | null;
  /** The incarnation of the log that `from` counts in. */
  epoch: string | null;
}

/** What a socket tells: whole text frames, then once that it has closed. */
export interface SocketListener {
  frame(text: string): void;
  closed(close: Close): void;
}

export interface ClientSocket {
  send(text: string): void;
  /** Says goodbye and ends the connection; nobody listens any more. May come at any time, and twice. */
  close(): void;
}

/** Opens a socket to a server. What it throws means that the server could not be reached, as does a close before any frame. */
export type Transport = (request: ConnectRequest, listener: SocketListener) => ClientSocket;
