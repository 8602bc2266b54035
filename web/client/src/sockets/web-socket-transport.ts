import { protocol } from "../protocol.js";
import { broken, type ConnectRequest, type Transport } from "./transport.js";

/** The part of a WebSocket that is used here; the browser's, and the package `ws` for Node before 22. */
export interface WebSocketLike {
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  addEventListener(type: "close", listener: (event: { code: number; reason: string }) => void): void;
  addEventListener(type: "error", listener: () => void): void;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

export type OpenWebSocket = (url: string, protocols: string[]) => WebSocketLike;

/**
 * Real sockets.
 * @param server For example `https://host` or `ws://127.0.0.1:8000`; a path in it is kept as a prefix.
 */
export function webSocketTransport(
  server: string | URL,
  open: OpenWebSocket = (url, protocols) => new WebSocket(url, protocols),
): Transport {
  return (request, listener) => {
    const socket = open(addressOf(server, request), protocolsOf(request));
    socket.addEventListener("message", ({ data }) => (typeof data === "string" ? listener.frame(data) : listener.closed(broken)));
    socket.addEventListener("close", ({ code, reason }) => listener.closed({ code, reason }));
    // A close follows every error; `ws` throws where nobody listens.
    socket.addEventListener("error", () => {});
    return {
      send: (text) => socket.send(text),
      close: () => socket.close(1000, "Goodbye"),
    };
  };
}

function addressOf(server: string | URL, request: ConnectRequest): string {
  const url = new URL(server);
  url.protocol = url.protocol === "https:" || url.protocol === "wss:" ? "wss:" : "ws:";
  url.pathname = url.pathname.replace(/\/+$/, "") + request.path;
  url.search = "";
  const query = { gameId: request.gameId, from: request.from, epoch: request.epoch };
  for (const [name, value] of Object.entries(query)) {
    if (value !== null) {
      url.searchParams.set(name, String(value));
    }
  }

  return url.href;
}

/** Tokens travel here and not in the address, which proxies log. */
function protocolsOf({ accessToken, resumeToken }: ConnectRequest): string[] {
  return [
    protocol,
    ...(accessToken === null ? [] : [`access_token.${accessToken}`]),
    ...(resumeToken === null ? [] : [`resume.${resumeToken}`]),
  ];
}
