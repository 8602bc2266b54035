import { memo } from 'react';
import { Chip } from '../board/Chip';
import { Seat } from '../board/Seat';
import { SeatBoard } from '../board/SeatBoard';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import type { SeatHolder } from '../live/games';
import { SpecializationMark } from '../live/SpecializationMark';
import { usePlayerName } from '../live/usePlayerName';
import { isFree, type RoomState, type Slot } from './roomState';
import { roomTexts } from './texts';

/** The squad's places. Two places exchange what they hold. */
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
  const nameOf = usePlayerName();
  const whatOf = useWhat();
  const playerIn = ({ userId, name }: Slot) => (userId ? nameOf(userId, holders) : name);
  const placeAt = (slot: number) => room.slots[slot - 1];
  return (
    <SeatBoard
      size={room.size}
      mayMove={mayPlan}
      nameIn={(slot) => {
        const place = placeAt(slot);
        return !place || isFree(place) ? null : (whatOf(place, playerIn(place))[0] ?? null);
      }}
      chipIn={(slot) => {
        const place = placeAt(slot);
        return place && <Content place={place} player={playerIn(place)} />;
      }}
      seat={(slot) => {
        const place = placeAt(slot);
        return place && <Place key={slot} place={place} player={playerIn(place)} mayPlan={mayPlan} onOpen={onOpen} />;
      }}
      onMove={onMove}
    />
  );
}

const Place = memo(function Place({
  place,
  player,
  mayPlan,
  onOpen,
}: {
  place: Slot;
  player: string | null;
  mayPlan: boolean;
  onOpen: (slot: number) => void;
}) {
  const t = useTexts(roomTexts);
  const free = isFree(place);
  return (
    <Seat
      slot={place.slot}
      isFree={free}
      mayMove={mayPlan}
      label={free ? t.freePlace(place.slot) : undefined}
      onOpen={mayPlan ? () => onOpen(place.slot) : undefined}
    >
      {free ? mayPlan ? '+' : t.free : <Content place={place} player={player} />}
    </Seat>
  );
});

function Content({ place, player }: { place: Slot; player: string | null }) {
  const [name, ...details] = useWhat()(place, player);
  return (
    <Chip
      mark={place.specialization && <SpecializationMark name={place.specialization} />}
      name={name}
      detail={details.join(' · ')}
    />
  );
}

/** What is known of a place, the most telling first. */
function useWhat() {
  const t = useTexts(roomTexts);
  const words = useGameWords();
  return ({ specialization, role }: Slot, player: string | null) =>
    [player, specialization ?? (player && t.anyOpen), role && words.roles[role]].filter((one) => one !== null);
}
