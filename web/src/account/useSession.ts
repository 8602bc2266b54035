import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { read } from '../api/http';
import { isSignedIn, onSignInChange } from '../api/signIn';
import type { User } from '../api/types';

/** Who is signed in; null: nobody. `isLoading` until that is known. */
export function useSession(): { user: User | null; isLoading: boolean } {
  const signedIn = useSyncExternalStore(onSignInChange, isSignedIn);
  const me = useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => read<User>('/auth/me', signal),
    enabled: signedIn,
    staleTime: 60_000,
  });
  return { user: signedIn ? (me.data ?? null) : null, isLoading: signedIn && me.isPending };
}
