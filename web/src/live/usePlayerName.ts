import { useTexts } from '../i18n/texts';
import { practiceId, type SeatHolder } from './games';
import { liveTexts } from './texts';

/** How a player is called; guests have no name but are told apart. */
export function usePlayerName(): (userId: string, seats: readonly SeatHolder[]) => string {
  const t = useTexts(liveTexts);
  return (userId, seats) => {
    if (userId === practiceId) return t.practice;
    return seats.find((holder) => holder.userId === userId)?.username ?? t.guest(userId.slice(-4).toUpperCase());
  };
}
