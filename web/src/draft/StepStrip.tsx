import { useTexts } from '../i18n/texts';
import { SpecializationMark } from '../live/SpecializationMark';
import { type DraftState, nextOf, stepsOf } from './draftState';
import styles from './StepStrip.module.css';
import { draftTexts } from './texts';

/** All bans and picks in their order: what was, what is due, what comes. */
export function StepStrip({ draft }: { draft: DraftState }) {
  const t = useTexts(draftTexts);
  return (
    <ol className={styles.strip} aria-label={t.order}>
      {stepsOf(draft).map(({ seat, action }, index) => {
        const move = draft.moves[index];
        const name = move ? (move.specialization ?? t.hiddenBan) : t.notYet;
        const isDue = index === draft.moves.length && nextOf(draft) !== null;
        return (
          <li
            key={index}
            className={styles.step}
            data-seat={seat}
            data-action={action}
            data-made={move !== undefined}
            data-due={isDue}
            aria-current={isDue ? 'step' : undefined}
            title={t.stepLabel(t[seat], action === 'ban', name)}
          >
            <span className={styles.hidden}>{t.stepLabel(t[seat], action === 'ban', name)}</span>
            {move?.specialization ? (
              <SpecializationMark name={move.specialization} />
            ) : (
              <span aria-hidden>{action === 'ban' ? '×' : '+'}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
