import { ApiError } from '../api/ApiError';
import { appTexts } from '../app/texts';
import { useLanguage } from '../i18n/language';
import { useTexts } from '../i18n/texts';

/** For the server's own sentences, which are English. */
const french: Readonly<Record<string, string>> = {
  FORBIDDEN: 'Cela ne vous est pas permis.',
  QUOTA: 'Il n’y a plus de place : supprimez d’abord autre chose.',
  TEAM_FULL: 'Toutes les places sont prises.',
  SLOT_TAKEN: 'Cette place est prise.',
  TEAM_TOO_SMALL: 'Une place au-delà de cette taille est prise : libérez-la d’abord.',
  POOL_TOO_SMALL: 'Trop peu de joueurs peuvent venir pour cette taille.',
  NO_SOLUTION: 'Ces souhaits ne peuvent pas tous être satisfaits. Renoncez à l’un d’eux.',
  AI_UNAVAILABLE: 'Le conseil n’est pas disponible pour l’instant. Réessayez plus tard.',
};

/** What happened and what to do, in the reader's language where the server's own sentence is not needed. */
export function useErrorText(): (error: unknown) => string {
  const t = useTexts(appTexts);
  const { language } = useLanguage();
  return (error) => {
    if (!(error instanceof ApiError)) return t.internal;
    switch (error.code) {
      case 'OFFLINE':
        return t.offline;
      case 'RATE_LIMITED':
        return t.busy(error.retryAfter ?? 60);
      case 'UNAVAILABLE':
        return t.unavailable;
      case 'UNAUTHORIZED':
        return t.signInFirst;
      case 'BUILD_NOT_FOUND':
      case 'TEAM_NOT_FOUND':
      case 'MEMBER_NOT_FOUND':
        return t.gone;
      case 'GAME_NOT_FOUND':
        return t.gone;
      case 'GAME_FULL':
      case 'SEAT_TAKEN':
        return t.seatTaken;
      case 'GAME_OVER':
        return t.gameOver;
      case 'LOCKED':
        return t.squadLocked;
      case 'ALREADY_QUEUED':
        return t.alreadyQueued;
      case 'VALIDATION_ERROR':
        return `${t.invalid} ${Object.values(error.fields).join(' ')}`;
      default:
        return error.status >= 500 ? t.internal : (language === 'fr' && french[error.code]) || error.message;
    }
  };
}
