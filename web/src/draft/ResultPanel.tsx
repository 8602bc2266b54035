import { Button, Group, Text, Title } from '@mantine/core';
import { Link } from 'wouter';
import { useTexts } from '../i18n/texts';
import { practiceId, type SeatHolder } from '../live/games';
import { ShareLink } from '../live/ShareLink';
import type { DraftResult } from './draftState';
import styles from './ResultPanel.module.css';
import { type DraftSeat, otherSeat, seats } from './schedule';
import { draftTexts } from './texts';
import { useNewDraft } from './useNewDraft';

/** Who won and why, as the server's last event says. */
export function ResultPanel({
  id,
  result,
  holders,
  mySeat,
}: {
  id: string;
  result: DraftResult;
  holders: readonly SeatHolder[];
  mySeat: DraftSeat | null;
}) {
  const t = useTexts(draftTexts);
  const again = useNewDraft();
  const { winner, reason, scores } = result;
  const loser = winner && otherSeat(winner);
  const headline = !winner
    ? t.draw
    : mySeat === winner
      ? t.youWin
      : mySeat === loser
        ? t.youLose
        : t.sideWins(t[winner]);
  const why =
    reason === 'complete' || !loser ? t.byScore : reason === 'resigned' ? t.byResign(t[loser]) : t.byFlag(t[loser]);
  return (
    <section className={styles.result} data-winner={winner} aria-live="polite">
      <div>
        <Title order={1} className={styles.headline}>
          {headline}
        </Title>
        <Text c="dimmed">{why}</Text>
      </div>
      {scores && (
        <dl className={styles.scores}>
          {seats.map((seat) => (
            <div key={seat} className={styles.score} data-seat={seat}>
              <dt>{t[seat]}</dt>
              <dd>
                <span className={styles.bar} style={{ inlineSize: `calc((100% - 4.5rem) * ${scores[seat] / 100})` }} />
                <span className={styles.number}>{scores[seat].toFixed(2)}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Group gap="sm" justify="space-between">
        <Group gap="sm">
          {mySeat && holders.some((holder) => holder.userId === practiceId) && (
            <Button loading={again.isPending} onClick={() => again.mutate({ opponent: 'practice' })}>
              {t.playAgain}
            </Button>
          )}
          <Button component={Link} href="/draft" variant="default">
            {t.toAll}
          </Button>
        </Group>
        <div className={styles.share}>
          <ShareLink path={`/draft/${id}`} />
        </div>
      </Group>
    </section>
  );
}
