import { type ClientNews, SharedSession } from "../src/index.js";
import type { Channel, Locks } from "../src/shared/messages.js";
import { ManualScheduler, settle } from "./manual-scheduler.js";
import { type ScriptedSocket, ScriptedTransport } from "./scripted-transport.js";

/** The locks and the channel that the tabs of one browser have in common, and the server they talk to. */
export class Browser {
  readonly time = new ManualScheduler();
  readonly transport = new ScriptedTransport();
  readonly tabs = new Set<Tab>();
  #random = 1;
  #waiting: { grant: () => void }[] = [];
  #isHeld = false;
  #late: { from: Tab; data: unknown }[] = [];

  get socket(): ScriptedSocket {
    return this.transport.sockets.at(-1) as ScriptedSocket;
  }

  async open(): Promise<Tab> {
    const tab = new Tab(this);
    this.tabs.add(tab);
    tab.session.start();
    await settle();
    return tab;
  }

  /** What this tab says from now on arrives only when somebody calls `arrive`. */
  delay(tab: Tab): void {
    tab.isLate = true;
  }

  async arrive(): Promise<void> {
    for (const { from, data } of this.#late.splice(0)) {
      this.#deliver(from, data);
    }

    await settle();
  }

  nextRandom(): number {
    return this.#random++;
  }

  post(from: Tab, data: unknown): void {
    if (from.isLate) {
      this.#late.push({ from, data: structuredClone(data) });
    } else if (this.tabs.has(from)) {
      queueMicrotask(() => this.#deliver(from, data));
    }
  }

  request(signal: AbortSignal, held: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const grant = () => {
        this.#isHeld = true;
        void held().finally(() => {
          resolve();
          this.#isHeld = false;
          this.#waiting.shift()?.grant();
        });
      };
      const entry = { grant };
      if (this.#isHeld) {
        this.#waiting.push(entry);
        signal.addEventListener("abort", () => {
          this.#waiting = this.#waiting.filter((other) => other !== entry);
          reject(signal.reason);
        });
      } else {
        grant();
      }
    });
  }

  #deliver(from: Tab, data: unknown): void {
    for (const tab of this.tabs) {
      if (tab !== from) {
        tab.hear(structuredClone(data));
      }
    }
  }
}

export class Tab {
  readonly news: ClientNews[] = [];
  readonly session: SharedSession;
  isLate = false;
  readonly #browser: Browser;
  readonly #listeners: ((event: { data: unknown }) => void)[] = [];

  constructor(browser: Browser) {
    this.#browser = browser;
    const locks: Locks = { request: (_, { signal }, held) => browser.request(signal, held) };
    const channel: Channel = {
      addEventListener: (_, listener) => this.#listeners.push(listener),
      postMessage: (data) => browser.post(this, data),
      close: () => this.#listeners.splice(0),
    };
    this.session = new SharedSession(
      {
        name: "me game-1",
        gameId: "game-1",
        transport: browser.transport.open,
        scheduler: browser.time,
        entropy: (bytes) => {
          bytes.fill(browser.nextRandom());
        },
        locks,
        channel: () => channel,
      },
      (news) => this.news.push(news),
    );
  }

  /** The log as its reducer sees it: a snapshot by its sequence below nothing. */
  get log(): number[] {
    return this.news.flatMap((news) => (news.kind === "event" ? [news.event.sequence] : news.kind === "snapshot" ? [-news.asOf] : []));
  }

  get outcomes(): string[] {
    return this.news.flatMap((news) => (news.kind === "outcome" ? [news.outcome.kind] : []));
  }

  get online(): string[] {
    const online = new Set<string>();
    for (const news of this.news) {
      if (news.kind === "presence") {
        online[news.online ? "add" : "delete"](news.userId);
      }
    }

    return [...online].sort();
  }

  hear(data: unknown): void {
    for (const listener of this.#listeners) {
      listener({ data });
    }
  }

  /** As when the user closes it: what it has posted arrives, and its lock and socket are gone. */
  async leave(): Promise<void> {
    this.session.close();
    await settle();
    this.#browser.tabs.delete(this);
  }
}
