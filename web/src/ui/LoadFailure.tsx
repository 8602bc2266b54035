import { ApiError } from '../api/ApiError';
import { NotFound } from '../app/NotFound';
import { ErrorAlert } from './ErrorAlert';

/** In place of a page whose thing could not be read. */
export function LoadFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return error instanceof ApiError && error.status === 404 ? (
    <NotFound />
  ) : (
    <ErrorAlert error={error} onRetry={onRetry} />
  );
}
