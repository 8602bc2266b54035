import { useTexts } from '../i18n/texts';
import { operationsTexts } from './texts';

const known = ['draft', 'squad', 'waiting', 'running', 'finished'] as const;

/** A game's kind or status in the reader's language; one that is not known here stays as it is. */
export function useGameStanding(): (word: string) => string {
  const t = useTexts(operationsTexts);
  return (word) => {
    const key = known.find((one) => one === word);
    return key ? t[key] : word;
  };
}
