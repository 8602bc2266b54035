import { type CommandResult, SharedSession, webSocketTransport } from '@gw2optimizer/game-sessions';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { keepSignedIn, signInAgain } from '../api/signIn';
import { GameStore, type LiveGame, type Rules } from './gameStore';

export interface Live<S> extends LiveGame<S> {
  session: SharedSession | null;
  send(name: string, data: unknown): Promise<CommandResult>;
  /** After the page was shut out or the game was opened elsewhere. */
  reconnect(): void;
}

/** A game from its first event on, for as long as the component is there. All tabs of a user share one socket. */
export function useLiveGame<S>(gameId: string, userId: string, rules: Rules<S>): Live<S> {
  const [attempt, setAttempt] = useState(0);
  const [session, setSession] = useState<SharedSession | null>(null);
  // Another attempt begins from nothing.
  const store = useMemo(() => new GameStore(rules), [gameId, userId, rules, attempt]);
  useEffect(() => {
    const opened = new SharedSession(
      {
        name: `game ${userId} ${gameId}`,
        transport: webSocketTransport(window.location.origin),
        gameId,
        start: { sequence: 0, epoch: null },
      },
      (news) => store.hear(news),
    );
    setSession(opened);
    // A page that was asleep may come with a cookie that has run out.
    keepSignedIn()
      .catch(() => {})
      .then(() => opened.start());
    return () => opened.close();
  }, [gameId, userId, store]);
  const send = useCallback(
    (name: string, data: unknown) => session?.send(name, data) ?? Promise.resolve({ kind: 'unanswered' as const }),
    [session],
  );
  const reconnect = useCallback(() => {
    signInAgain(performance.now())
      .catch(() => {})
      .finally(() => setAttempt((count) => count + 1));
  }, []);
  const game = useSyncExternalStore(store.subscribe, store.current);
  return { ...game, session, send, reconnect };
}
