import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../account/useSession';
import { useLanguage } from '../i18n/language';
import { useTexts } from '../i18n/texts';
import { GameRow, GameRows } from '../live/GameRows';
import { type Game, ownGamesQuery } from '../live/games';
import { usePlayerName } from '../live/usePlayerName';
import { EmptyState } from '../ui/EmptyState';
import { ErrorAlert } from '../ui/ErrorAlert';
import { Section } from '../ui/Section';
import type { DraftView } from './draftState';
import styles from './GameList.module.css';
import { draftTexts } from './texts';

/** The reader's drafts: first those to be played. */
export function GameList() {
  const t = useTexts(draftTexts);
  const { user } = useSession();
  const games = useQuery({ ...ownGamesQuery, enabled: user !== null });
  const drafts = games.data?.filter((game) => game.kind === 'draft') ?? [];
  if (games.error) return <ErrorAlert error={games.error} onRetry={() => void games.refetch()} />;
  if (games.isLoading) return null;
  if (!user || drafts.length === 0) return <EmptyState title={t.noGames} hint={t.noGamesHint} />;
  return (
    <Section title={t.yourGames}>
      {(['running', 'waiting', 'finished'] as const).map((status) => {
        const some = drafts.filter((game) => game.status === status);
        return (
          some.length > 0 && (
            <div key={status}>
              <Text size="sm" c="dimmed" mt="xs" mb={4}>
                {t[status]}
              </Text>
              <GameRows>
                {some.map((game) => (
                  <Draft key={game.id} game={game} userId={user.id} />
                ))}
              </GameRows>
            </div>
          )
        );
      })}
    </Section>
  );
}

function Draft({ game, userId }: { game: Game; userId: string }) {
  const t = useTexts(draftTexts);
  const { language } = useLanguage();
  const nameOf = usePlayerName();
  const other = game.seats.find((holder) => holder.userId && holder.userId !== userId)?.userId;
  return (
    <GameRow href={`/draft/${game.id}`} name={t.against(other ? nameOf(other, game.seats) : t.nobodyYet)}>
      <Standing game={game} userId={userId} />
      <Text size="sm" c="dimmed">
        {new Date(game.createdAt).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })}
      </Text>
    </GameRow>
  );
}

function Standing({ game, userId }: { game: Game; userId: string }) {
  const t = useTexts(draftTexts);
  const { next, result } = game.state as DraftView;
  const mySeat = game.seats.find((holder) => holder.userId === userId)?.seat;
  if (result) {
    const isWon = result.winner === mySeat;
    return (
      <span className={styles.badge} data-tone={isWon ? 'good' : undefined}>
        {!result.winner ? t.drawn : isWon ? t.won : t.lost}
      </span>
    );
  }
  if (game.status !== 'running' || next?.seat !== mySeat) return null;
  return (
    <span className={styles.badge} data-tone="due">
      {next?.action === 'ban' ? t.yourTurnBan : t.yourTurnPick}
    </span>
  );
}
