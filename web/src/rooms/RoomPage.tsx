import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useTexts } from '../i18n/texts';
import { OpenGame } from '../live/OpenGame';
import { EmptyState } from '../ui/EmptyState';
import { usePageTitle } from '../ui/usePageTitle';
import { Room } from './Room';
import { roomTexts } from './texts';

export default function RoomPage() {
  const t = useTexts(roomTexts);
  usePageTitle(t.title);
  const gone = (
    <EmptyState
      title={t.gone}
      hint={t.goneHint}
      action={
        <Button component={Link} href="/rooms">
          {t.toRooms}
        </Button>
      }
    />
  );
  return (
    <OpenGame kind="squad" otherPages="/draft" gone={gone}>
      {(game, userId) => <Room key={game.id} game={game} userId={userId} />}
    </OpenGame>
  );
}
