import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { SpecializationMark } from '../live/SpecializationMark';
import { type DraftState, nextOf, picksOf, stepsOf } from './draftState';
import styles from './SideBoard.module.css';
import type { DraftSeat } from './schedule';
import { draftTexts } from './texts';

/** One side's bans and picks, with the places that are still empty. */
export function SideBoard({ draft, seat }: { draft: DraftState; seat: DraftSeat }) {
  const t = useTexts(draftTexts);
  const words = useGameWords();
  const picks = picksOf(draft, seat);
  const places = stepsOf(draft).filter((step) => step.seat === seat && step.action === 'pick').length;
  const bans = draft.moves.filter((move) => move.seat === seat && move.action === 'ban');
  const next = nextOf(draft);
  const isDue = next?.seat === seat && next.action === 'pick';
  return (
    <div className={styles.board}>
      <div className={styles.bans}>
        <span className={styles.label}>{t.bans}</span>
        {bans.length === 0 && <span className={styles.none}>{t.noBans}</span>}
        {bans.map((ban, index) => (
          <span key={ban.specialization ?? index} className={styles.ban}>
            {ban.specialization ?? t.hiddenBan}
          </span>
        ))}
      </div>
      <ol className={styles.picks}>
        {Array.from({ length: places }, (_, index) => {
          const pick = picks[index];
          return (
            <li
              key={pick?.specialization ?? index}
              className={styles.pick}
              data-due={isDue && index === picks.length}
              data-empty={!pick}
            >
              {pick ? (
                <>
                  <SpecializationMark name={pick.specialization} />
                  <span className={styles.text}>
                    <span className={styles.name}>{pick.specialization}</span>
                    <span className={styles.role}>{words.roles[pick.role]}</span>
                  </span>
                </>
              ) : (
                t.emptyPick(index + 1)
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
