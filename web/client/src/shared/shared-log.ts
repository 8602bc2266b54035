import type { LogPosition } from "../log-position.js";
import type { ClientNews } from "../news.js";
import type { SessionOutcome } from "../outcome.js";

type NewsOf<K extends ClientNews["kind"]> = Extract<ClientNews, { kind: K }>;

/** Everything that was told and still counts; what a tab that comes later is told instead. */
export interface History {
  opened: NewsOf<"opened"> | null;
  /** Takes the place of what was told before it. */
  snapshot: NewsOf<"snapshot"> | null;
  events: NewsOf<"event">[];
  clock: NewsOf<"clock"> | null;
  online: string[];
  outcome: SessionOutcome | null;
  ended: NewsOf<"outcome"> | null;
  position: LogPosition | null;
  aheadMs: number;
}

/** The one ordered list of events that every tab has, however late it came and whoever leads. */
export class SharedLog {
  #history: History = {
    opened: null,
    snapshot: null,
    events: [],
    clock: null,
    online: [],
    outcome: null,
    ended: null,
    position: null,
    aheadMs: 0,
  };

  get history(): History {
    return this.#history;
  }

  get position(): LogPosition | null {
    return this.#history.position;
  }

  /** `known` is to be told to nobody; a `gap` means that this tab has missed something and must ask for the history. */
  take(news: ClientNews, position: LogPosition | null, aheadMs: number): "new" | "known" | "gap" {
    const history = this.#history;
    history.aheadMs = aheadMs;
    switch (news.kind) {
      case "opened":
        history.opened = news;
        history.position ??= position;
        return "new";
      case "event":
        return this.#takeEvent(news, position);
      case "snapshot":
        Object.assign(history, { snapshot: news, events: [], ended: null, position });
        return "new";
      case "clock":
        history.clock = news;
        return "new";
      case "presence":
        if (history.online.includes(news.userId) === news.online) {
          return "known";
        }

        history.online = news.online ? [...history.online, news.userId] : history.online.filter((userId) => userId !== news.userId);
        return "new";
      case "outcome":
        return this.#takeOutcome(news);
      default:
        return "new";
    }
  }

  /** What this tab has missed, as news. Where this tab's list is not the beginning of the other's, a snapshot takes its place. */
  catchUp(other: History): ClientNews[] {
    const mine = this.#history;
    const known = mine.position?.epoch === other.position?.epoch ? (mine.position?.sequence ?? -1) : -1;
    const snapshot = other.snapshot && known < other.snapshot.asOf ? [other.snapshot] : [];
    const events = other.events.filter(({ event }) => event.sequence > known);
    const gone = mine.online.filter((userId) => !other.online.includes(userId));
    const come = other.online.filter((userId) => !mine.online.includes(userId));
    this.#history = structuredClone(other);
    return [
      ...(other.opened ? [other.opened] : []),
      ...snapshot,
      ...events,
      ...(other.clock ? [other.clock] : []),
      ...gone.map((userId) => ({ kind: "presence", userId, online: false }) as const),
      ...come.map((userId) => ({ kind: "presence", userId, online: true }) as const),
      ...(other.outcome ? [{ kind: "outcome", outcome: other.outcome } as const] : []),
      ...(other.ended && !mine.ended ? [other.ended] : []),
    ];
  }

  #takeEvent(news: NewsOf<"event">, position: LogPosition | null): "new" | "known" | "gap" {
    const stands = this.#history.position?.sequence ?? 0;
    if (news.event.sequence <= stands) {
      return "known";
    }

    if (news.event.sequence > stands + 1) {
      return "gap";
    }

    this.#history.events.push(news);
    this.#history.position = position;
    return "new";
  }

  #takeOutcome(news: NewsOf<"outcome">): "new" | "known" {
    if (news.outcome.kind !== "ended") {
      this.#history.outcome = news.outcome;
      return "new";
    }

    // Every leader's own client tells of the end once.
    if (this.#history.ended) {
      return "known";
    }

    this.#history.ended = news;
    return "new";
  }
}
