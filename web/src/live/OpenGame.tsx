import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Redirect, useParams } from 'wouter';
import { useSession } from '../account/useSession';
import { ApiError } from '../api/ApiError';
import { ErrorAlert } from '../ui/ErrorAlert';
import { type Game, gameQuery } from './games';

/** The game that the address names, or what stands in its place. */
export function OpenGame({
  kind,
  otherPages,
  gone,
  children,
}: {
  kind: string;
  /** Where games of another kind are opened. */
  otherPages: string;
  gone: ReactNode;
  children: (game: Game, userId: string) => ReactNode;
}) {
  const { id = '' } = useParams();
  const { user } = useSession();
  const game = useQuery(gameQuery(id));
  if (game.error instanceof ApiError && game.error.status === 404) return gone;
  if (game.error) return <ErrorAlert error={game.error} onRetry={() => void game.refetch()} />;
  if (!game.data || !user) return <Loader m="xl" />;
  if (game.data.kind !== kind) return <Redirect to={`${otherPages}/${id}`} replace />;
  return children(game.data, user.id);
}
