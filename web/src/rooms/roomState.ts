import type { GameEvent } from '@gw2optimizer/game-sessions';
import type { GameMode, Role } from '../api/types';
import type { Rules } from '../live/gameStore';

/** A place in the squad: whose, by account or by a name, and what is to be played there. */
export interface Slot {
  slot: number;
  userId: string | null;
  name: string | null;
  specialization: string | null;
  role: Role | null;
}

export interface Member {
  userId: string;
  specializations: string[];
  roles: Role[];
}

export interface Note {
  userId: string;
  text: string;
  /** In ms since the epoch. */
  at: number;
}

/** A squad that is planned live, as the server tells it too. */
export interface RoomState {
  mode: GameMode;
  size: number;
  commander: string | null;
  locked: boolean;
  slots: Slot[];
  members: Member[];
  notes: Note[];
}

export interface RoomOptions {
  mode: GameMode;
  size: number;
  public: boolean;
}

const notesMax = 50;

export const roomRules = ({ mode, size }: RoomOptions): Rules<RoomState> => ({
  first: {
    mode,
    size,
    commander: null,
    locked: false,
    slots: Array.from({ length: size }, (_, index) => emptySlot(index + 1)),
    members: [],
    notes: [],
  },
  apply,
  restore: (state) => {
    const told = state as RoomState;
    return { ...told, commander: told.commander ?? null, slots: told.slots.map(filled) };
  },
});

export const isFree = ({ userId, name, specialization, role }: Slot) => !userId && !name && !specialization && !role;

export function apply(room: RoomState, event: GameEvent): RoomState {
  const data = event.data as never;
  switch (event.type) {
    case 'joined': {
      const { seat, userId } = data as { seat: string; userId: string };
      return seat === 'commander'
        ? { ...room, commander: userId }
        : { ...room, members: [...room.members, { userId, specializations: [], roles: [] }] };
    }
    case 'left': {
      const { userId } = data as { userId: string };
      return {
        ...room,
        members: room.members.filter((member) => member.userId !== userId),
        slots: room.slots.map((slot) => (slot.userId === userId ? { ...slot, userId: null } : slot)),
      };
    }
    case 'noted': {
      const { userId, text } = data as { userId: string; text: string };
      return { ...room, notes: [...room.notes, { userId, text, at: event.at }].slice(-notesMax) };
    }
    case 'signedUp':
      return withMember(room, data as Member);
    case 'assigned':
      return withSlots(room, [data as Slot]);
    case 'moved': {
      const { from, to } = data as { from: number; to: number };
      const [left, right] = [room.slots[from - 1], room.slots[to - 1]];
      return left && right
        ? withSlots(room, [
            { ...left, slot: to },
            { ...right, slot: from },
          ])
        : room;
    }
    case 'cleared':
      return withSlots(room, [emptySlot((data as { slot: number }).slot)]);
    case 'composed':
      return withSlots(room, (data as { slots: Slot[] }).slots);
    case 'locked':
      return { ...room, locked: true };
    case 'unlocked':
      return { ...room, locked: false };
    default:
      return room;
  }
}

const emptySlot = (slot: number): Slot => ({ slot, userId: null, name: null, specialization: null, role: null });

/** What is absent on the wire is nothing. */
const filled = ({ slot, userId, name, specialization, role }: Slot): Slot => ({
  slot,
  userId: userId ?? null,
  name: name ?? null,
  specialization: specialization ?? null,
  role: role ?? null,
});

function withMember(room: RoomState, { userId, specializations, roles }: Member): RoomState {
  const signedUp = { userId, specializations, roles };
  return room.members.some((member) => member.userId === userId)
    ? { ...room, members: room.members.map((member) => (member.userId === userId ? signedUp : member)) }
    : { ...room, members: [...room.members, signedUp] };
}

function withSlots(room: RoomState, changed: readonly Slot[]): RoomState {
  const byNumber = new Map(changed.map((slot) => [slot.slot, filled(slot)]));
  return { ...room, slots: room.slots.map((slot) => byNumber.get(slot.slot) ?? slot) };
}
