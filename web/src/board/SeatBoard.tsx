import { DndContext, DragOverlay, MouseSensor, pointerWithin, TouchSensor, useSensor, useSensors } from '@dnd-kit/core';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTexts } from '../i18n/texts';
import styles from './SeatBoard.module.css';
import { Subgroups } from './Subgroups';
import { slotAfter, subgroupsOf } from './slots';
import { boardTexts } from './texts';

// A press that moves is a drag, one that does not opens the seat; on a touch screen a short hold tells a drag from a scroll.
const mouse = { activationConstraint: { distance: 6 } };
const touch = { activationConstraint: { delay: 180, tolerance: 8 } };

/** Seats between which what they hold is moved: with the mouse, a finger, or Shift and an arrow key. */
export function SeatBoard({
  size,
  mayMove,
  nameIn,
  chipIn,
  seat,
  onMove,
}: {
  size: number;
  mayMove: boolean;
  /** Null where there is nothing to move. */
  nameIn: (slot: number) => string | null;
  chipIn: (slot: number) => ReactNode;
  /** A `Seat`. */
  seat: (slot: number) => ReactNode;
  onMove: (from: number, to: number) => void;
}) {
  const t = useTexts(boardTexts);
  const sensors = useSensors(useSensor(MouseSensor, mouse), useSensor(TouchSensor, touch));
  const [dragged, setDragged] = useState<number | null>(null);
  const [told, setTold] = useState('');
  const board = useRef<HTMLDivElement>(null);

  const step = (event: KeyboardEvent) => {
    const slot = Number((event.target as HTMLElement).closest<HTMLElement>('[data-slot]')?.dataset.slot);
    const next = mayMove && event.shiftKey && slot ? slotAfter(slot, event.key, size) : null;
    const name = next === null ? null : nameIn(slot);
    if (next === null || name === null) return;
    event.preventDefault();
    onMove(slot, next);
    setTold(t.moved(name, next));
    // The focus goes with what is moved.
    board.current?.querySelector<HTMLElement>(`[data-slot="${next}"] button`)?.focus();
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={({ active }) => setDragged(Number(active.id))}
      onDragEnd={({ active, over }) => {
        setDragged(null);
        if (over && active.id !== over.id) onMove(Number(active.id), Number(over.id));
      }}
      onDragCancel={() => setDragged(null)}
    >
      <div ref={board} onKeyDown={step}>
        <Subgroups groups={subgroupsOf(size).map((slots) => slots.map(seat))} />
      </div>
      <div className={styles.told} role="status" aria-live="polite">
        {told}
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged !== null && <div className={styles.dragged}>{chipIn(dragged)}</div>}
      </DragOverlay>
    </DndContext>
  );
}
