import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts';
import type { SeatHolder } from '../live/games';
import { usePlayerName } from '../live/usePlayerName';
import styles from './Board.module.css';
import type { DraftState } from './draftState';
import { PoolTiles } from './PoolTiles';
import { SideBoard } from './SideBoard';
import { SideTitle } from './SideTitle';
import { StepStrip } from './StepStrip';
import { type DraftSeat, seats } from './schedule';
import { draftTexts } from './texts';

/** Both sides, the order, and the pool between them. */
export function Board({
  draft,
  holders,
  userId,
  online,
  clockOf,
  chosen,
  onChoose,
  children,
}: {
  draft: DraftState;
  holders: readonly SeatHolder[];
  userId: string | undefined;
  /** Undefined where nobody is live. */
  online?: ReadonlySet<string> | undefined;
  clockOf: (seat: DraftSeat) => ReactNode;
  chosen?: string | null;
  onChoose?: ((name: string) => void) | undefined;
  /** Below the pool. */
  children?: ReactNode;
}) {
  const t = useTexts(draftTexts);
  const nameOf = usePlayerName();
  const ofSeat = (seat: DraftSeat) => holders.find((holder) => holder.seat === seat)?.userId ?? null;
  return (
    <div className={styles.board}>
      <div className={styles.order}>
        <StepStrip draft={draft} />
      </div>
      {seats.map((seat) => {
        const holder = ofSeat(seat);
        return (
          <section key={seat} className={styles.side} data-seat={seat} aria-label={t[seat]}>
            <SideTitle
              seat={seat}
              name={holder ? nameOf(holder, holders) : t.free}
              isYou={holder !== null && holder === userId}
              isHere={holder && online ? holder === userId || online.has(holder) : undefined}
              clock={clockOf(seat)}
            />
            <SideBoard draft={draft} seat={seat} />
          </section>
        );
      })}
      <div className={styles.pool}>
        <PoolTiles draft={draft} chosen={chosen ?? null} onChoose={onChoose} />
        {children}
      </div>
    </div>
  );
}
