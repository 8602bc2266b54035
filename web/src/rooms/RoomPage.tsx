import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Redirect, useParams } from 'wouter';
import { useSession } from '../account/useSession';
import { ApiError } from '../api/ApiError';
import { useTexts } from '../i18n/texts';
import { gameQuery } from '../live/games';
import { EmptyState } from '../ui/EmptyState';
import { ErrorAlert } from '../ui/ErrorAlert';
import { usePageTitle } from '../ui/usePageTitle';
import { Room } from './Room';
import { roomTexts } from './texts';

export default function RoomPage() {
  const t = useTexts(roomTexts);
  usePageTitle(t.title);
  const { id = '' } = useParams();
  const { user } = useSession();
  const game = useQuery(gameQuery(id));
  if (game.error) {
    return game.error instanceof ApiError && game.error.status === 404 ? (
      <EmptyState
        title={t.gone}
        hint={t.goneHint}
        action={
          <Button component={Link} href="/rooms">
            {t.toRooms}
          </Button>
        }
      />
    ) : (
      <ErrorAlert error={game.error} onRetry={() => void game.refetch()} />
    );
  }
  if (!game.data || !user) return <Loader m="xl" />;
  if (game.data.kind !== 'squad') return <Redirect to={`/draft/${id}`} replace />;
  return <Room key={id} game={game.data} userId={user.id} />;
}
