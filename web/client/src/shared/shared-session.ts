import { newCommandId } from "../command-id.js";
import type { CommandResult } from "../command-result.js";
import { Deferred } from "../deferred.js";
import { GameClient } from "../game-client.js";
import type { AnyGame, GameTypes } from "../game-types.js";
import type { LogPosition } from "../log-position.js";
import type { ClientNews } from "../news.js";
import { type GameClientOptions, type Settings, settingsOf } from "../options.js";
import type { GameTimer } from "../protocol.js";
import { remainingMs } from "../sessions/server-clock.js";
import type { Channel, Locks, Message } from "./messages.js";
import { SharedLog } from "./shared-log.js";

export interface SharedSessionOptions extends GameClientOptions {
  /** What the tabs of one user and game have in common, and nobody else. */
  name: string;
  /** Absent: the browser's, or where it has none (pages without TLS), none, and each tab has a socket of its own. */
  locks?: Locks | undefined;
  channel?: ((name: string) => Channel) | undefined;
}

interface Waiting {
  name: string;
  data: unknown;
  result: Deferred<CommandResult>;
}

/**
 * One session for all tabs of a browser, which would else take it over from each other: the tab that holds a lock has the socket and tells
 * the others what it hears; when it goes, another goes on from the same position. Every tab is told the same list of events.
 */
export class SharedSession<G extends GameTypes = AnyGame> {
  readonly #options: SharedSessionOptions;
  readonly #settings: Settings;
  readonly #tell: (news: ClientNews<G>) => void;
  readonly #tab: string;
  readonly #channel: Channel;
  readonly #log = new SharedLog();
  readonly #waiting = new Map<string, Waiting>();
  readonly #abort = new AbortController();
  readonly #end = new Deferred<void>();
  #client: GameClient | null = null;
  /** Who was met by this tab's client before its first hand-over; null after it. */
  #met: Set<string> | null = null;
  /** The tab that is listened to; null until it has told what happened so far. */
  #leader: string | null = null;
  #over = false;

  /** @param tell Hears the news, one at a time. */
  constructor(options: SharedSessionOptions, tell: (news: ClientNews<G>) => void) {
    this.#options = options;
    this.#settings = settingsOf(options);
    this.#tell = tell;
    this.#tab = newCommandId(this.#settings.entropy);
    this.#channel = (options.channel ?? ((name) => new BroadcastChannel(name)))(options.name);
    this.#channel.addEventListener("message", ({ data }) => this.#hear(data as Message));
  }

  /** Ends when the session has, in every tab: closed, taken over or revoked. Rejects with what `tell` threw. */
  get ended(): Promise<void> {
    return this.#end.promise;
  }

  /** Whether the socket is this tab's. */
  get isLeader(): boolean {
    return this.#client !== null;
  }

  get position(): LogPosition | null {
    return this.#log.position;
  }

  get timer(): GameTimer | null {
    return this.#log.history.clock?.timer ?? null;
  }

  /** The server's clock as far as it is known here, in ms since the epoch. */
  get serverNow(): number {
    return this.#client?.serverNow ?? this.#settings.scheduler.now() + this.#log.history.aheadMs;
  }

  /** What the seat has left now; null where the game has no clock or no such seat. */
  remainingMs(seat: string): number | null {
    return this.timer && remainingMs(this.timer, seat, this.serverNow);
  }

  start(): void {
    const locks = this.#options.locks ?? globalThis.navigator?.locks;
    if (!locks) {
      this.#lead();
      return;
    }

    this.#post({ kind: "hello", tab: this.#tab });
    locks
      .request(this.#options.name, { signal: this.#abort.signal }, () => {
        this.#lead();
        return this.ended;
      })
      // Aborted while it waited, or ended while it led; `ended` tells of the second.
      .catch(() => {});
  }

  /** Sends a command once, whichever tab has the socket. */
  send<N extends keyof G["commands"] & string>(
    name: N,
    data: G["commands"][N],
    commandId = newCommandId(this.#settings.entropy),
  ): Promise<CommandResult> {
    if (this.#over) {
      return Promise.resolve({ kind: "unanswered" });
    }

    const waiting = this.#waiting.get(commandId) ?? { name, data, result: new Deferred<CommandResult>() };
    this.#waiting.set(commandId, waiting);
    this.#forward(commandId, waiting);
    return waiting.result.promise;
  }

  /** Leaves the session to the other tabs; nothing is told after it. */
  close(): void {
    if (!this.#over) {
      this.#finish();
      this.#end.resolve();
    }
  }

  #lead(): void {
    if (this.#over) {
      return;
    }

    this.#leader = this.#tab;
    this.#met = new Set();
    const client = new GameClient({ ...this.#options, start: this.#log.position ?? this.#options.start }, (news) =>
      this.#pass(news, client),
    );
    this.#client = client;
    this.#post({ kind: "lead", leader: this.#tab });
    for (const [commandId, waiting] of this.#waiting) {
      this.#forward(commandId, waiting);
    }

    client.start();
  }

  /** What the leader's own client tells goes to every tab. */
  #pass(news: ClientNews, client: GameClient): void {
    if (news.kind === "presence") {
      this.#met?.add(news.userId);
    } else if (news.kind === "outcome") {
      this.#missWhoIsGone(client);
    }

    const position = positionAfter(news, client.position, this.#log.position);
    const aheadMs = client.serverNow - this.#settings.scheduler.now();
    this.#post({ kind: "news", leader: this.#tab, news, position, aheadMs });
    this.#take(news, position, aheadMs);
  }

  /** A client that begins tells who is there, and not who has gone since an earlier leader met them. */
  #missWhoIsGone(client: GameClient): void {
    const met = this.#met;
    this.#met = null;
    for (const userId of met ? this.#log.history.online.filter((known) => !met.has(known)) : []) {
      this.#pass({ kind: "presence", userId, online: false }, client);
    }
  }

  #take(news: ClientNews, position: LogPosition | null, aheadMs: number): void {
    const taken = this.#log.take(news, position, aheadMs);
    if (taken === "gap") {
      this.#leader = null;
      this.#post({ kind: "hello", tab: this.#tab });
    } else if (taken === "new") {
      this.#say(news);
    }
  }

  #hear(message: Message): void {
    if (this.#over) {
      return;
    }

    switch (message.kind) {
      case "hello":
        if (this.#client) {
          this.#post({ kind: "history", leader: this.#tab, tab: message.tab, history: this.#log.history });
        }

        break;
      case "lead":
        this.#follow(message.leader);
        break;
      case "history":
        if (message.tab === this.#tab && !this.#client) {
          this.#leader = message.leader;
          for (const news of this.#log.catchUp(message.history)) {
            this.#say(news);
          }
        }

        break;
      case "news":
        if (message.leader === this.#leader && !this.#client) {
          this.#take(message.news, message.position, message.aheadMs);
        }

        break;
      case "send":
        if (this.#client) {
          const { tab, commandId, name, data } = message;
          void this.#client.send(name, data, commandId).then((result) => this.#post({ kind: "answer", tab, commandId, result }));
        }

        break;
      case "answer":
        if (message.tab === this.#tab) {
          this.#answer(message.commandId, message.result);
        }

        break;
    }
  }

  /** A tab has taken the lead: what the last one has not answered may not have reached it. */
  #follow(leader: string): void {
    if (this.#client) {
      return;
    }

    if (this.#log.history.opened) {
      this.#leader = leader;
    } else {
      this.#post({ kind: "hello", tab: this.#tab });
    }

    for (const [commandId, waiting] of this.#waiting) {
      this.#forward(commandId, waiting);
    }
  }

  #forward(commandId: string, { name, data }: Waiting): void {
    if (this.#client) {
      void this.#client.send(name, data, commandId).then((result) => this.#answer(commandId, result));
    } else {
      this.#post({ kind: "send", tab: this.#tab, commandId, name, data });
    }
  }

  #answer(commandId: string, result: CommandResult): void {
    this.#waiting.get(commandId)?.result.resolve(result);
    this.#waiting.delete(commandId);
  }

  #say(news: ClientNews): void {
    if (this.#over) {
      return;
    }

    try {
      this.#tell(news as ClientNews<G>);
    } catch (reason) {
      this.#fail(reason);
    }

    if (news.kind === "outcome" && (news.outcome.kind === "takenOver" || news.outcome.kind === "revoked")) {
      this.close();
    }
  }

  #fail(reason: unknown): void {
    if (!this.#over) {
      this.#finish();
      this.#end.reject(reason);
    }
  }

  #finish(): void {
    this.#over = true;
    this.#abort.abort();
    this.#client?.close();
    this.#channel.close();
    for (const commandId of this.#waiting.keys()) {
      this.#answer(commandId, { kind: "unanswered" });
    }
  }

  #post(message: Message): void {
    if (!this.#over) {
      this.#channel.postMessage(message);
    }
  }
}

/** Where the log stands once this has been told; the client itself may be further already, since it reads whole frames. */
function positionAfter(news: ClientNews, client: LogPosition | null, before: LogPosition | null): LogPosition | null {
  const epoch = client?.epoch ?? null;
  switch (news.kind) {
    case "opened":
      return client;
    case "event":
      return { sequence: news.event.sequence, epoch };
    case "snapshot":
      return { sequence: news.asOf, epoch };
    default:
      return before;
  }
}
