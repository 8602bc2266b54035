import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import type { SeatHolder } from '../live/games';
import { SpecializationMark } from '../live/SpecializationMark';
import { usePlayerName } from '../live/usePlayerName';
import { slotAfter, subgroupSize } from '../squads/board';
import styles from './RoomBoard.module.css';
import { isFree, type RoomState, type Slot } from './roomState';
import { roomTexts } from './texts';

// A press that moves is a drag, one that does not opens the place; on a touch screen a short hold tells a drag from a scroll.
const mouse = { activationConstraint: { distance: 6 } };
const touch = { activationConstraint: { delay: 180, tolerance: 8 } };

/** The squad's places, five to a subgroup. Two places exchange what they hold. */
export function RoomBoard({
  room,
  holders,
  mayPlan,
  onMove,
  onOpen,
}: {
  room: RoomState;
  holders: readonly SeatHolder[];
  mayPlan: boolean;
  onMove: (from: number, to: number) => void;
  onOpen: (slot: number) => void;
}) {
  const t = useTexts(roomTexts);
  const nameOf = usePlayerName();
  const sensors = useSensors(useSensor(MouseSensor, mouse), useSensor(TouchSensor, touch));
  const [dragged, setDragged] = useState<Slot | null>(null);
  const [told, setTold] = useState('');
  const board = useRef<HTMLDivElement>(null);
  const playerIn = ({ userId, name }: Slot) => (userId ? nameOf(userId, holders) : name);
  const groups = Array.from({ length: Math.ceil(room.size / subgroupSize) }, (_, index) =>
    room.slots.slice(index * subgroupSize, (index + 1) * subgroupSize),
  );

  const finish = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    if (over && active.id !== over.id) onMove(Number(active.id), Number(over.id));
  };
  const step = (event: KeyboardEvent) => {
    const slot = Number((event.target as HTMLElement).closest<HTMLElement>('[data-slot]')?.dataset.slot);
    const next = event.shiftKey && slot ? slotAfter(slot, event.key, room.size) : null;
    if (!mayPlan || next === null) return;
    event.preventDefault();
    onMove(slot, next);
    setTold(t.moved(next));
    // The focus goes with what is moved.
    board.current?.querySelector<HTMLElement>(`[data-slot="${next}"] button`)?.focus();
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={({ active }) => setDragged(room.slots[Number(active.id) - 1] ?? null)}
      onDragEnd={finish}
      onDragCancel={() => setDragged(null)}
    >
      <div className={styles.board} ref={board} onKeyDown={step}>
        {groups.map((slots, index) => (
          <section key={slots[0]?.slot} className={styles.subgroup} aria-label={t.subgroup(index + 1)}>
            <h2 className={styles.title}>{t.subgroup(index + 1)}</h2>
            {slots.map((slot) => (
              <Place key={slot.slot} slot={slot} player={playerIn(slot)} mayPlan={mayPlan} onOpen={onOpen} />
            ))}
          </section>
        ))}
      </div>
      <div className={styles.told} role="status" aria-live="polite">
        {told}
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged && (
          <div className={styles.dragged}>
            <Content slot={dragged} player={playerIn(dragged)} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

const Place = memo(function Place({
  slot,
  player,
  mayPlan,
  onOpen,
}: {
  slot: Slot;
  player: string | null;
  mayPlan: boolean;
  onOpen: (slot: number) => void;
}) {
  const t = useTexts(roomTexts);
  const drop = useDroppable({ id: slot.slot, disabled: !mayPlan });
  const drag = useDraggable({ id: slot.slot, disabled: !mayPlan || isFree(slot) });
  return (
    <div
      ref={drop.setNodeRef}
      className={styles.place}
      data-slot={slot.slot}
      data-over={drop.isOver || undefined}
      data-free={isFree(slot) || undefined}
    >
      <button
        type="button"
        ref={drag.setNodeRef}
        className={styles.content}
        data-dragging={drag.isDragging || undefined}
        disabled={!mayPlan}
        aria-label={isFree(slot) ? t.freePlace(slot.slot) : undefined}
        onClick={() => onOpen(slot.slot)}
        {...drag.listeners}
      >
        {isFree(slot) ? mayPlan ? '+' : t.free : <Content slot={slot} player={player} />}
      </button>
    </div>
  );
});

function Content({ slot: { specialization, role }, player }: { slot: Slot; player: string | null }) {
  const t = useTexts(roomTexts);
  const words = useGameWords();
  const what = [specialization ?? (player ? t.anyOpen : null), role && words.roles[role]].filter(Boolean);
  return (
    <span className={styles.chip}>
      {specialization && <SpecializationMark name={specialization} />}
      <span className={styles.words}>
        <span className={styles.first}>{player ?? what[0]}</span>
        <span className={styles.second}>{(player ? what : what.slice(1)).join(' · ')}</span>
      </span>
    </span>
  );
}
