import type { CommandResult } from '@gw2optimizer/game-sessions';
import { useState } from 'react';
import { useTexts } from '../i18n/texts';
import { toast } from '../ui/toast';
import { liveTexts } from './texts';

const refusals = [
  'NOT_A_PLAYER',
  'NOT_YOUR_TURN',
  'NOT_ALLOWED',
  'ALREADY_TAKEN',
  'NOT_AVAILABLE',
  'GAME_NOT_STARTED',
  'GAME_OVER',
  'LOCKED',
  'BAD_DATA',
] as const;

type Code = (typeof refusals)[number];

/** Sends commands one at a time, and tells of refusals; a command may have its own words for some. */
export function useCommand(send: (name: string, data: unknown) => Promise<CommandResult>) {
  const t = useTexts(liveTexts);
  const [isSending, setSending] = useState(false);
  const command = async (
    name: string,
    data: unknown = {},
    words: Partial<Record<Code, string>> = {},
  ): Promise<boolean> => {
    setSending(true);
    const result = await send(name, data);
    setSending(false);
    if (result.kind === 'refused') {
      const known = refusals.find((code) => code === result.code);
      toast(known ? (words[known] ?? t[known]) : result.message, 'bad');
    }
    if (result.kind === 'unanswered') toast(t.notConnected, 'bad');
    return result.kind === 'accepted';
  };
  return { command, isSending };
}
