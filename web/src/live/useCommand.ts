import type { CommandResult } from '@gw2optimizer/game-sessions';
import { useState } from 'react';
import { useTexts } from '../i18n/texts';
import { toast } from '../ui/toast';
import { liveTexts } from './texts';

/** Sends commands one at a time, and tells of refusals. */
export function useCommand(send: (name: string, data: unknown) => Promise<CommandResult>) {
  const t = useTexts(liveTexts);
  const [isSending, setSending] = useState(false);
  const command = async (name: string, data: unknown = {}): Promise<boolean> => {
    setSending(true);
    const result = await send(name, data);
    setSending(false);
    if (result.kind === 'refused') toast(result.message, 'bad');
    if (result.kind === 'unanswered') toast(t.notConnected, 'bad');
    return result.kind === 'accepted';
  };
  return { command, isSending };
}
