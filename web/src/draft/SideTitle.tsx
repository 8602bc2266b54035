import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts';
import { liveTexts } from '../live/texts';
import styles from './SideTitle.module.css';
import type { DraftSeat } from './schedule';
import { draftTexts } from './texts';

/** A side's name, whether its player is here, and its clock. */
export function SideTitle({
  seat,
  name,
  isYou,
  isHere,
  clock,
}: {
  seat: DraftSeat;
  name: string;
  isYou: boolean;
  /** Undefined where nobody can know. */
  isHere: boolean | undefined;
  clock: ReactNode;
}) {
  const t = useTexts(draftTexts);
  const live = useTexts(liveTexts);
  return (
    <div className={styles.title} data-seat={seat}>
      <div className={styles.who}>
        <span className={styles.side}>
          {t[seat]}
          {isYou && <span className={styles.you}> ({live.you})</span>}
        </span>
        <span className={styles.name}>
          {isHere !== undefined && (
            <span
              className={styles.presence}
              data-here={isHere}
              role="img"
              aria-label={isHere ? live.online : live.offline}
              title={isHere ? live.online : live.offline}
            />
          )}
          {name}
        </span>
      </div>
      {clock}
    </div>
  );
}
