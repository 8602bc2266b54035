import type { ClientNews, CommandResult, GameClientOptions, GameTimer, SessionOutcome, WireEvent } from "../src/index.js";
import { GameClient } from "../src/index.js";
import type { ResumePayload } from "../src/protocol.js";
import { ManualScheduler, settle } from "./manual-scheduler.js";
import { type ScriptedSocket, ScriptedTransport } from "./scripted-transport.js";

export const gameId = "game-1";

/** A client, the server that a test plays for it, and everything that it told. */
export class World {
  readonly time = new ManualScheduler();
  readonly transport = new ScriptedTransport();
  readonly news: ClientNews[] = [];
  readonly results = new Map<string, CommandResult>();
  readonly client: GameClient;
  accessToken: string | null = "access";
  onNews: (news: ClientNews) => void = () => {};
  #random = 128;

  constructor(options: Partial<GameClientOptions> = {}) {
    this.client = new GameClient(
      {
        transport: this.transport.open,
        gameId,
        accessToken: async () => this.accessToken,
        scheduler: this.time,
        entropy: (bytes) => {
          bytes.fill(this.#random++);
        },
        ...options,
      },
      (news) => {
        this.news.push(news);
        this.onNews(news);
      },
    );
  }

  get socket(): ScriptedSocket {
    return this.transport.sockets.at(-1) as ScriptedSocket;
  }

  get events(): number[] {
    return this.news.flatMap((news) => (news.kind === "event" ? [news.event.sequence] : []));
  }

  get outcomes(): SessionOutcome[] {
    return this.news.flatMap((news) => (news.kind === "outcome" ? [news.outcome] : []));
  }

  async start(): Promise<this> {
    this.client.start();
    await settle();
    return this;
  }

  send(commandId: string): void {
    void this.client.send("note", {}, commandId).then((result) => this.results.set(commandId, result));
  }

  say(...frames: (object | string)[]): void {
    for (const frame of frames) {
      this.socket.say(frame);
    }
  }

  /** The network drops the socket, and the client has had time to come back. */
  async drop(): Promise<void> {
    this.socket.end();
    await this.time.pass(5_000);
  }

  /** A whole hand-over: resume, a replay up to the head, the end of it. */
  handOver(change: Partial<ResumePayload> = {}): void {
    const resume = this.resume({ outcome: "replay", ...change });
    const { lastSequence, head } = resume.payload;
    const events = Array.from({ length: head - lastSequence }, (_, index) => event(lastSequence + index + 1));
    this.say(resume, { type: "GAME_REPLAY", payload: { gameId, events } }, replayEnd(head));
  }

  resume(change: Partial<ResumePayload> = {}): { type: string; payload: ResumePayload } {
    const now = this.time.now();
    const head = change.head ?? 0;
    const summary = { asOf: head, kind: "draft", status: "running", state: {} } as const;
    return {
      type: "GAME_RESUME",
      payload: {
        gameId,
        userId: "me",
        seat: "blue",
        outcome: "new",
        token: "token-1",
        issuedAt: now,
        expiresAt: now + 1_800_000,
        lastSequence: 0,
        head,
        epoch: "epoch-1",
        summary,
        online: ["me"],
        heartbeatMs: 10_000,
        protocol: "gamesessions.v1",
        ...change,
      },
    };
  }
}

export const event = (sequence: number, type = "noted", data: unknown = {}): WireEvent => ({
  gameId,
  sequence,
  type,
  data,
  userId: "me",
  at: 0,
});

export const live = (sequence: number, type?: string, data?: unknown) => ({ type: "GAME_EVENT", payload: event(sequence, type, data) });

export const replayEnd = (through: number) => ({ type: "GAME_REPLAY_END", payload: { gameId, through } });

export const timer = (asOf: number, change: Partial<GameTimer> = {}): GameTimer => ({
  active: "blue",
  remainingMs: { blue: 60_000, red: 90_000 },
  running: true,
  preset: "blitz",
  totalMs: 180_000,
  incrementMs: 0,
  delayMs: 0,
  delayLeftMs: 0,
  asOf,
  sequence: 1,
  ...change,
});
