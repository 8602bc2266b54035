import { useState } from 'react';
import { useTexts } from '../i18n/texts';
import type { Game } from '../live/games';
import { OpenGame } from '../live/OpenGame';
import { usePageTitle } from '../ui/usePageTitle';
import { LiveTable } from './LiveTable';
import { PastTable } from './PastTable';
import { draftTexts } from './texts';

export default function TablePage() {
  const t = useTexts(draftTexts);
  usePageTitle(t.draft);
  return (
    <OpenGame kind="draft" pages="/draft" otherPages="/rooms" texts={t}>
      {(game, userId) => <Table key={game.id} game={game} userId={userId} />}
    </OpenGame>
  );
}

function Table({ game, userId }: { game: Game; userId: string }) {
  // Whoever was there at the end stays at the live table.
  const [isPast] = useState(game.status === 'finished');
  return isPast ? <PastTable game={game} userId={userId} /> : <LiveTable game={game} userId={userId} />;
}
