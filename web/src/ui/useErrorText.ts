import { ApiError } from '../api/ApiError';
import { appTexts } from '../app/texts';
import { useTexts } from '../i18n/texts';

/** What happened and what to do, in the reader's language where the server's own sentence is not needed. */
export function useErrorText(): (error: unknown) => string {
  const t = useTexts(appTexts);
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
      case 'VALIDATION_ERROR':
        return `${t.invalid} ${Object.values(error.fields).join(' ')}`;
      default:
        return error.status >= 500 ? t.internal : error.message;
    }
  };
}
