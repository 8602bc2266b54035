import { useTexts } from '../i18n/texts';
import { OpenGame } from '../live/OpenGame';
import { usePageTitle } from '../ui/usePageTitle';
import { Room } from './Room';
import { roomTexts } from './texts';

export default function RoomPage() {
  const t = useTexts(roomTexts);
  usePageTitle(t.title);
  return (
    <OpenGame kind="squad" pages="/rooms" otherPages="/draft" texts={t}>
      {(game, userId) => <Room key={game.id} game={game} userId={userId} />}
    </OpenGame>
  );
}
