import { createHash } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import * as ws from "ws";
import { type ClientNews, GameClient, webSocketTransport } from "../src/index.js";
import { type Case, type Kit, kits, wordsOf } from "./conformance.js";
import { onWire } from "./wire.js";

let server: Server | undefined;

afterEach(() => server?.close());

/** Accepts WebSockets, writes these bytes to each in turn, and breaks all but the last off. */
async function serve(streams: Buffer[], heads: string[]): Promise<string> {
  const answer = (socket: Socket, head: string) => {
    const key = /sec-websocket-key: (.*)\r\n/i.exec(head)?.[1];
    const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
    const stream = streams[heads.length] as Buffer;
    heads.push(head);
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: gamesessions.v1\r\n\r\n`,
    );
    socket.write(stream, () => heads.length < streams.length && socket.end());
  };
  const listening = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (data) => answer(socket, data.toString()));
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  return `http://127.0.0.1:${typeof address === "object" && address?.port}/prefix/`;
}

/** A client with a real socket and real time, until it has told as much as it must. */
async function connect(url: string, one: Case): Promise<{ told: unknown[][]; client: GameClient }> {
  const told: unknown[][] = [];
  const words = wordsOf(one);
  return new Promise((resolve) => {
    const hear = (news: ClientNews) => {
      told.push(...words(news));
      if (told.length === one.told.length) {
        client.close();
        resolve({ told, client });
      }
    };
    const client = new GameClient(
      {
        transport: webSocketTransport(url, (address, protocols) => new ws.WebSocket(address, protocols)),
        gameId: "game 1",
        accessToken: async () => "access",
        entropy: (bytes) => {
          bytes.fill(0);
        },
      },
      hear,
    );
    client.start();
  });
}

const streamOf = ({ frames }: Kit, says: (number | "wait")[]): Buffer =>
  Buffer.concat(says.map((said) => onWire(frames[said as number] as string)));

describe.each(kits.filter(({ recorded }) => recorded > 0))("real sockets: $file", (kit) => {
  const stream = streamOf(kit, [...kit.frames.keys()].slice(0, kit.recorded));
  const cuts = kit.cases.flatMap((one) => {
    const [first, last] = one.sockets[0]?.cutAfterBytes ?? [0, -1];
    return [...new Set([first, first + 1, (first + last) >> 1, last])]
      .filter((bytes) => first <= bytes && bytes <= last)
      .map((bytes) => ({ one, bytes }));
  });

  test.each(cuts)("cut after $bytes bytes", async ({ one, bytes }) => {
    const heads: string[] = [];
    const second = one.sockets[1] as Case["sockets"][0];
    const { told, client } = await connect(await serve([stream.subarray(0, bytes), streamOf(kit, second.says)], heads), one);
    expect(told).toEqual(one.told);
    expect([client.position?.sequence, client.position?.epoch]).toEqual(one.position);
    expect(heads[0]).toMatch(/^GET \/prefix\/ws\/game\?gameId=game\+1 HTTP/);
    expect(heads[0]).toMatch(/sec-websocket-protocol: gamesessions\.v1,access_token\.access\r\n/i);
    const [asks, from, epoch] = second.asks;
    expect(heads[1]).toContain(from === null ? "?gameId=game+1 HTTP" : `?gameId=game+1&from=${from}&epoch=${epoch} HTTP`);
    expect(heads[1]).toMatch(
      new RegExp(`sec-websocket-protocol: gamesessions\\.v1,${asks.replace("access", "access_token.access").replace(" ", "\\.")}\r\n`, "i"),
    );
  });
});
