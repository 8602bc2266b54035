import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { send } from '../api/http';
import { type Game, gameQuery } from '../live/games';
import { toast } from '../ui/toast';
import { useErrorText } from '../ui/useErrorText';
import type { DraftOptions } from './draftState';

export type Preset = 'blitz' | 'normal' | 'long';

export interface NewDraft {
  timeControl?: { preset: Preset };
  options?: Partial<DraftOptions>;
  opponent?: 'practice';
}

/** Makes a draft and goes to its table. */
export function useNewDraft() {
  const tell = useErrorText();
  const cache = useQueryClient();
  const [, go] = useLocation();
  return useMutation({
    mutationFn: (wish: NewDraft) => send<Game>('POST', '/games', { kind: 'draft', ...wish }),
    onSuccess: (game) => {
      cache.setQueryData(gameQuery(game.id).queryKey, game);
      go(`/draft/${game.id}`);
    },
    onError: (error) => toast(tell(error), 'bad'),
  });
}
