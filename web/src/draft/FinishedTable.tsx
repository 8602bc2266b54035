import type { GameTimer } from '@gw2optimizer/game-sessions';
import { Stack, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { SeatHolder } from '../live/games';
import { Board } from './Board';
import type { DraftState } from './draftState';
import { ReplayBar } from './ReplayBar';
import { ResultPanel } from './ResultPanel';
import type { DraftSeat } from './schedule';
import { clockText } from './slew';

/** The result, and the way there. */
export function FinishedTable({
  id,
  draft,
  holders,
  userId,
  timer,
}: {
  id: string;
  draft: DraftState;
  holders: readonly SeatHolder[];
  userId: string;
  timer: GameTimer | null;
}) {
  const [replay, setReplay] = useState({ at: draft.moves.length, isPlaying: false });
  const change = useCallback((at: number, isPlaying: boolean) => setReplay({ at, isPlaying }), []);
  if (!draft.result) return null;
  const mySeat = (holders.find((holder) => holder.userId === userId)?.seat ?? null) as DraftSeat | null;
  const isEnd = replay.at === draft.moves.length;
  // A fold of the first moves: the same draft as it stood then.
  const shown = isEnd ? draft : { ...draft, moves: draft.moves.slice(0, replay.at), result: null };
  return (
    <Stack gap="md">
      <ResultPanel id={id} result={draft.result} holders={holders} mySeat={mySeat} />
      <ReplayBar at={replay.at} moves={draft.moves.length} isPlaying={replay.isPlaying} onChange={change} />
      <Board
        draft={shown}
        holders={holders}
        userId={userId}
        clockOf={(seat) => <Text c="dimmed">{isEnd && timer ? clockText(timer.remainingMs[seat] ?? 0) : null}</Text>}
      />
    </Stack>
  );
}
