import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Game, gameQuery, type SeatHolder } from './games';

/** Who sits where, with their names; asked again whenever somebody sat down or left. */
export function useHolders(game: Game, seatChanges: number): readonly SeatHolder[] {
  const cache = useQueryClient();
  const { queryKey } = gameQuery(game.id);
  const { data = game } = useQuery(gameQuery(game.id));
  useEffect(() => {
    if (seatChanges > 0) void cache.invalidateQueries({ queryKey, exact: true });
  }, [seatChanges, cache, game.id]);
  return data.seats;
}
