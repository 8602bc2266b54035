import type { ClientNews, GameEvent } from '@gw2optimizer/game-sessions';
import { type ConnectionState, connectionAfter, firstConnection } from './connection';

/** How a kind of game follows from its events; pure. */
export interface Rules<S> {
  first: S;
  apply(state: S, event: GameEvent): S;
  /** From the state as the server tells it, where events before are not known. */
  restore(state: unknown): S;
}

export interface LiveGame<S> {
  state: S;
  /** Before the first of `events`. */
  origin: S;
  events: readonly GameEvent[];
  /** Null for a spectator, and before anything is known. */
  seat: string | null;
  online: ReadonlySet<string>;
  connection: ConnectionState;
}

/** Everything that a session has told, as one value that changes. */
export class GameStore<S> {
  readonly #rules: Rules<S>;
  readonly #listeners = new Set<() => void>();
  #game: LiveGame<S>;

  constructor(rules: Rules<S>) {
    this.#rules = rules;
    this.#game = {
      state: rules.first,
      origin: rules.first,
      events: [],
      seat: null,
      online: new Set(),
      connection: firstConnection,
    };
  }

  readonly current = (): LiveGame<S> => this.#game;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  hear(news: ClientNews) {
    this.#game = { ...this.#game, ...this.#changes(news) };
    for (const listener of this.#listeners) listener();
  }

  #changes(news: ClientNews): Partial<LiveGame<S>> {
    const { state, events, online, connection } = this.#game;
    switch (news.kind) {
      case 'opened':
        return { seat: news.seat };
      case 'event':
        return { state: this.#rules.apply(state, news.event), events: [...events, news.event] };
      case 'snapshot': {
        const restored = this.#rules.restore(news.state);
        return { state: restored, origin: restored, events: [] };
      }
      case 'presence': {
        const others = [...online].filter((userId) => userId !== news.userId);
        return { online: new Set(news.online ? [...others, news.userId] : others) };
      }
      case 'outcome':
        return { connection: connectionAfter(connection, news.outcome, performance.now()) };
      default:
        return {};
    }
  }
}
