import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { type KeyboardEvent, memo, useMemo, useRef, useState } from 'react';
import type { Team, TeamMember } from '../api/types';
import { useTexts } from '../i18n/texts';
import styles from './Board.module.css';
import { slotAfter, subgroupsOf } from './board';
import { SeatChip } from './SeatChip';
import { squadTexts } from './texts';

// A press that moves is a drag, one that does not opens the seat; on a touch screen a short hold tells a drag from a scroll.
const mouse = { activationConstraint: { distance: 6 } };
const touch = { activationConstraint: { delay: 180, tolerance: 8 } };

export function Board({
  team,
  isOwn,
  onMove,
  onOpen,
  onPlace,
}: {
  team: Team;
  isOwn: boolean;
  onMove: (memberId: string, slot: number) => void;
  onOpen: (memberId: string) => void;
  onPlace: (slot: number) => void;
}) {
  const t = useTexts(squadTexts);
  const sensors = useSensors(useSensor(MouseSensor, mouse), useSensor(TouchSensor, touch));
  const subgroups = useMemo(() => subgroupsOf(team), [team]);
  const [dragged, setDragged] = useState<TeamMember | null>(null);
  const [told, setTold] = useState('');
  const board = useRef<HTMLDivElement>(null);

  const finish = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    const member = team.members.find((one) => one.id === active.id);
    if (member && over && member.slot_number !== over.id) onMove(member.id, Number(over.id));
  };
  const step = (event: KeyboardEvent) => {
    const slot = Number((event.target as HTMLElement).closest<HTMLElement>('[data-slot]')?.dataset.slot);
    const member = team.members.find((one) => one.slot_number === slot);
    const next = event.shiftKey ? slotAfter(slot, event.key, team.size) : null;
    if (!isOwn || !member || next === null) return;
    event.preventDefault();
    onMove(member.id, next);
    setTold(t.moved(member.player_name ?? member.build.specialization, next));
    // The focus goes with the member.
    requestAnimationFrame(() => board.current?.querySelector<HTMLElement>(`[data-slot="${next}"] button`)?.focus());
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={({ active }: DragStartEvent) => setDragged(team.members.find((one) => one.id === active.id) ?? null)}
      onDragEnd={finish}
      onDragCancel={() => setDragged(null)}
    >
      <div className={styles.board} ref={board} onKeyDown={step}>
        {subgroups.map((seats, index) => (
          <section key={seats[0]?.slot} className={styles.subgroup} aria-label={t.subgroup(index + 1)}>
            <h3 className={styles.title}>{t.subgroup(index + 1)}</h3>
            {seats.map(({ slot, member }) => (
              <SeatRow key={slot} slot={slot} member={member} isOwn={isOwn} onOpen={onOpen} onPlace={onPlace} />
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
            <Chip member={dragged} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

const SeatRow = memo(function SeatRow({
  slot,
  member,
  isOwn,
  onOpen,
  onPlace,
}: {
  slot: number;
  member: TeamMember | undefined;
  isOwn: boolean;
  onOpen: (memberId: string) => void;
  onPlace: (slot: number) => void;
}) {
  const t = useTexts(squadTexts);
  const { setNodeRef, isOver } = useDroppable({ id: slot, disabled: !isOwn });
  return (
    <div ref={setNodeRef} className={styles.seat} data-slot={slot} data-over={isOver || undefined}>
      {member ? (
        <Occupant member={member} isOwn={isOwn} onOpen={onOpen} />
      ) : isOwn ? (
        <button type="button" className={styles.free} aria-label={t.freeSeat(slot)} onClick={() => onPlace(slot)}>
          +
        </button>
      ) : (
        <span className={styles.free}>{t.free}</span>
      )}
    </div>
  );
});

function Occupant({
  member,
  isOwn,
  onOpen,
}: {
  member: TeamMember;
  isOwn: boolean;
  onOpen: (memberId: string) => void;
}) {
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: member.id, disabled: !isOwn });
  return (
    <button
      type="button"
      ref={setNodeRef}
      className={styles.member}
      data-dragging={isDragging || undefined}
      onClick={() => onOpen(member.id)}
      {...listeners}
    >
      <Chip member={member} />
    </button>
  );
}

function Chip({ member }: { member: TeamMember }) {
  return (
    <SeatChip
      profession={member.build.profession}
      specialization={member.build.specialization}
      role={member.role}
      player={member.player_name}
    />
  );
}
