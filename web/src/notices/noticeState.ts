import type { GameEvent } from '@gw2optimizer/game-sessions';

export interface Notice {
  sequence: number;
  /** Title and message as the server wrote them, in English. */
  title: string;
  message: string;
  /** The game that an invitation is to. */
  gameId: string | null;
}

export function noticeOf({ sequence, type, data }: GameEvent): Notice | null {
  if (type !== 'notified') return null;
  const told = data as { kind: string; title: string; message: string; data: { gameId?: string } | null };
  const gameId = told.kind === 'invitation' ? (told.data?.gameId ?? null) : null;
  return { sequence, title: told.title, message: told.message, gameId };
}
