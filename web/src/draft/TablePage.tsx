import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Redirect, useParams } from 'wouter';
import { useSession } from '../account/useSession';
import { ApiError } from '../api/ApiError';
import { useTexts } from '../i18n/texts';
import { type Game, gameQuery } from '../live/games';
import { EmptyState } from '../ui/EmptyState';
import { ErrorAlert } from '../ui/ErrorAlert';
import { usePageTitle } from '../ui/usePageTitle';
import { LiveTable } from './LiveTable';
import { PastTable } from './PastTable';
import { draftTexts } from './texts';

export default function TablePage() {
  const t = useTexts(draftTexts);
  usePageTitle(t.draft);
  const { id = '' } = useParams();
  const { user } = useSession();
  const game = useQuery(gameQuery(id));
  if (game.error) {
    return game.error instanceof ApiError && game.error.status === 404 ? (
      <EmptyState
        title={t.gone}
        hint={t.goneHint}
        action={
          <Button component={Link} href="/draft">
            {t.toLobby}
          </Button>
        }
      />
    ) : (
      <ErrorAlert error={game.error} onRetry={() => void game.refetch()} />
    );
  }
  if (!game.data || !user) return <Loader m="xl" />;
  if (game.data.kind !== 'draft') return <Redirect to={`/rooms/${id}`} replace />;
  return <Table key={id} game={game.data} userId={user.id} />;
}

function Table({ game, userId }: { game: Game; userId: string }) {
  // Whoever was there at the end stays at the live table.
  const [isPast] = useState(game.status === 'finished');
  return isPast ? <PastTable game={game} userId={userId} /> : <LiveTable game={game} userId={userId} />;
}
