import { useDraggable, useDroppable } from '@dnd-kit/core';
import type { ReactNode } from 'react';
import styles from './Seat.module.css';

/** One seat of a `SeatBoard`. */
export function Seat({
  slot,
  isFree,
  mayMove,
  label,
  onOpen,
  children,
}: {
  slot: number;
  isFree: boolean;
  mayMove: boolean;
  /** Where the content does not say it. */
  label?: string | undefined;
  /** Without it there is nothing to press. */
  onOpen?: (() => void) | undefined;
  children: ReactNode;
}) {
  const drop = useDroppable({ id: slot, disabled: !mayMove });
  const drag = useDraggable({ id: slot, disabled: !mayMove || isFree });
  return (
    <div ref={drop.setNodeRef} className={styles.seat} data-slot={slot} data-over={drop.isOver || undefined}>
      <button
        type="button"
        ref={drag.setNodeRef}
        className={styles.content}
        data-free={isFree || undefined}
        data-dragging={drag.isDragging || undefined}
        disabled={!onOpen}
        aria-label={label}
        onClick={onOpen}
        {...drag.listeners}
      >
        {children}
      </button>
    </div>
  );
}
