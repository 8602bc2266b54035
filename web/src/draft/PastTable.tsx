import type { GameEvent } from '@gw2optimizer/game-sessions';
import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { read } from '../api/http';
import type { Game } from '../live/games';
import { ErrorAlert } from '../ui/ErrorAlert';
import { type DraftOptions, draftRules } from './draftState';
import { FinishedTable } from './FinishedTable';

// A draft has fewer events than this, with every outage that a clock was credited for.
const eventsMax = 500;

/** A draft that was over when the page came: read once, no socket. */
export function PastTable({ game, userId }: { game: Game; userId: string }) {
  const history = useQuery({
    queryKey: ['games', game.id, 'events'],
    queryFn: ({ signal }) => read<GameEvent[]>(`/games/${game.id}/events?limit=${eventsMax}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const rules = useMemo(() => draftRules(game.options as DraftOptions), [game.options]);
  const draft = useMemo(() => {
    const events = history.data ?? [];
    // Old events may be gone; the state stays.
    return events[0]?.sequence === 1 ? events.reduce(rules.apply, rules.first) : rules.restore(game.state);
  }, [history.data, rules, game.state]);
  if (history.error) return <ErrorAlert error={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data) return <Loader m="xl" />;
  return <FinishedTable id={game.id} draft={draft} holders={game.seats} userId={userId} timer={game.timer} />;
}
