import type { ClientFrame } from "../src/protocol.js";
import { broken, type ClientSocket, type Close, type ConnectRequest, type SocketListener } from "../src/sockets/transport.js";

/** A socket that the test holds the other end of. */
export class ScriptedSocket implements ClientSocket {
  readonly sent: ClientFrame[] = [];
  gone = false;
  readonly #listener: SocketListener;

  constructor(listener: SocketListener) {
    this.#listener = listener;
  }

  get acks(): number[] {
    return this.sent.flatMap((frame) => (frame.type === "GAME_ACK" ? [frame.payload.sequence] : []));
  }

  get commands(): string[] {
    return this.sent.flatMap((frame) => (frame.type === "GAME_COMMAND" ? [frame.payload.commandId] : []));
  }

  send(text: string): void {
    if (!this.gone) {
      this.sent.push(JSON.parse(text));
    }
  }

  close(): void {
    this.gone = true;
  }

  /** The server says a frame; the text of one is said as it is. */
  say(frame: object | string): void {
    this.#listener.frame(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  end(close: Close = broken): void {
    this.gone = true;
    this.#listener.closed(close);
  }
}

export class ScriptedTransport {
  readonly requests: ConnectRequest[] = [];
  readonly sockets: ScriptedSocket[] = [];
  unreachable = false;

  readonly open = (request: ConnectRequest, listener: SocketListener): ClientSocket => {
    this.requests.push(request);
    if (this.unreachable) {
      throw new Error("Nobody there.");
    }

    const socket = new ScriptedSocket(listener);
    this.sockets.push(socket);
    return socket;
  };
}
