import { createServer } from "node:http";
import { Room, Server } from "@colyseus/core";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { WebSocket } from "ws";
import { answerMemory, backlog } from "./memory.js";

// Its reconnection reads a constant of the browser's class, which Node has since version 22.
globalThis.WebSocket ??= WebSocket;

/** Longer than any run. */
const awaySeconds = 600;

class Pair extends Room {
  onCreate() {
    this.onMessage("say", (_client, { n, t }) => this.broadcast("m", JSON.stringify({ n, t, s: Number(process.hrtime.bigint()) })));
  }

  onDrop(client) {
    this.allowReconnection(client, awaySeconds);
  }
}

const server = new Server({
  transport: new WebSocketTransport({ server: createServer() }),
  express: (app) => app.get("/memory", answerMemory),
  greet: false,
});
server.define("pair", Pair).filterBy(["key"]);
await server.listen(Number(process.argv[2]), "127.0.0.1", backlog);
