import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { ApiError } from '../api/ApiError';
import { send } from '../api/http';
import { useTexts } from '../i18n/texts';
import { type Game, gameQuery } from '../live/games';
import { toast } from '../ui/toast';
import { useErrorText } from '../ui/useErrorText';
import type { DraftOptions } from './draftState';
import { draftTexts } from './texts';

export type Preset = 'blitz' | 'normal' | 'long';

export interface NewDraft {
  timeControl?: { preset: Preset };
  options?: Partial<DraftOptions>;
  /** A player's name or id, who is told, or `practice`. */
  opponent?: string;
}

/** Whether nobody of that name can be invited, which the form tells at the name. */
export const isOfOpponent = (error: unknown) => error instanceof ApiError && error.fields.opponent !== undefined;

/** Makes a draft and goes to its table. */
export function useNewDraft() {
  const t = useTexts(draftTexts);
  const tell = useErrorText();
  const cache = useQueryClient();
  const [, go] = useLocation();
  return useMutation({
    mutationFn: (wish: NewDraft) => send<Game>('POST', '/games', { kind: 'draft', ...wish }),
    onSuccess: (game, { opponent }) => {
      if (opponent && opponent !== 'practice') toast(t.invited(opponent));
      cache.setQueryData(gameQuery(game.id).queryKey, game);
      go(`/draft/${game.id}`);
    },
    onError: (error) => isOfOpponent(error) || toast(tell(error), 'bad'),
  });
}
