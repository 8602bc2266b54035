import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/ApiError';
import { onSignInChange } from '../api/signIn';

const retriesMax = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      // What was refused is refused again; only silence and overload may pass.
      retry: (failures, error) =>
        failures < retriesMax && error instanceof ApiError && (error.status === 0 || error.status === 503),
    },
  },
});

onSignInChange(() => {
  void queryClient.invalidateQueries();
});
