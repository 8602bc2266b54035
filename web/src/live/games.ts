import type { GameTimer } from '@gw2optimizer/game-sessions';
import { queryOptions } from '@tanstack/react-query';
import { ensureAccount, read } from '../api/http';

export interface SeatHolder {
  seat: string;
  userId: string | null;
  username: string | null;
}

export interface Game {
  id: string;
  kind: string;
  status: 'waiting' | 'running' | 'finished';
  seats: SeatHolder[];
  head: number;
  timer: GameTimer | null;
  state: unknown;
  options: unknown;
  createdAt: number;
}

/** Whoever opens a link of a game may look at it, also without an account. */
export const gameQuery = (id: string) =>
  queryOptions({
    queryKey: ['games', id],
    queryFn: async ({ signal }) => {
      await ensureAccount();
      return read<Game>(`/games/${id}`, signal);
    },
  });

export const ownGamesQuery = queryOptions({
  queryKey: ['games', 'mine'],
  queryFn: ({ signal }) => read<Game[]>('/games?mine=true', signal),
});

/** The practice opponent's account, on every server. */
export const practiceId = '00000000-0000-4000-8000-000000000001';
