import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, Redirect, useParams } from 'wouter';
import { useSession } from '../account/useSession';
import { ApiError } from '../api/ApiError';
import { EmptyState } from '../ui/EmptyState';
import { ErrorAlert } from '../ui/ErrorAlert';
import { type Game, gameQuery } from './games';

/** The game that the address names, or what stands in its place. */
export function OpenGame({
  kind,
  pages,
  otherPages,
  texts,
  children,
}: {
  kind: string;
  /** Where games of this kind are opened, and where those of another. */
  pages: string;
  otherPages: string;
  /** Where there is no such game, and the way back to all. */
  texts: { gone: string; goneHint: string; toAll: string };
  children: (game: Game, userId: string) => ReactNode;
}) {
  const { id = '' } = useParams();
  const { user } = useSession();
  const game = useQuery(gameQuery(id));
  if (game.error instanceof ApiError && game.error.status === 404) {
    return (
      <EmptyState
        title={texts.gone}
        hint={texts.goneHint}
        action={
          <Button component={Link} href={pages}>
            {texts.toAll}
          </Button>
        }
      />
    );
  }
  if (game.error) return <ErrorAlert error={game.error} onRetry={() => void game.refetch()} />;
  if (!game.data || !user) return <Loader m="xl" />;
  if (game.data.kind !== kind) return <Redirect to={`${otherPages}/${id}`} replace />;
  return children(game.data, user.id);
}
