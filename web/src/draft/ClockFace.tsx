import type { SharedSession } from '@gw2optimizer/game-sessions';
import { useEffect, useRef } from 'react';
import styles from './ClockFace.module.css';
import type { DraftSeat } from './schedule';
import { clockText, slew } from './slew';

const lowMs = 30_000;

/** What a side has left, drawn every frame from the server's clock; React does not run for it. */
export function ClockFace({ session, seat, label }: { session: SharedSession; seat: DraftSeat; label: string }) {
  const face = useRef<HTMLTimeElement>(null);
  useEffect(() => {
    let frame = 0;
    let shown = 0;
    let drawnAt = 0;
    let turn = '';
    const draw = (at: number) => {
      const { timer } = session;
      const told = session.remainingMs(seat);
      if (face.current && timer && told !== null) {
        const runs = timer.running && timer.active === seat;
        // A clock that stops, starts or gets its increment shows so at once.
        const sameTurn = turn === `${timer.sequence} ${runs}`;
        shown = runs && sameTurn ? slew(shown, told, at - drawnAt) : told;
        turn = `${timer.sequence} ${runs}`;
        const text = clockText(shown);
        if (face.current.textContent !== text) face.current.textContent = text;
        face.current.dataset.runs = String(runs);
        face.current.dataset.low = String(shown < lowMs);
      }
      drawnAt = at;
      frame = requestAnimationFrame(draw);
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, [session, seat]);
  return <time ref={face} className={styles.clock} aria-label={label} role="timer" />;
}
