import type { Team, TeamMember } from '../api/types';

export const subgroupSize = 5;

export const subgroupOf = (slot: number) => Math.ceil(slot / subgroupSize);

/** The team with a member in another slot; whoever was there takes the old one. */
export function moveMember(team: Team, memberId: string, slot: number): Team {
  const member = team.members.find((one) => one.id === memberId);
  if (!member || slot < 1 || slot > team.size) return team;
  const members = team.members.map((one) =>
    one.id === memberId
      ? { ...one, slot_number: slot }
      : one.slot_number === slot
        ? { ...one, slot_number: member.slot_number }
        : one,
  );
  return { ...team, members: members.sort((a, b) => a.slot_number - b.slot_number) };
}

/** Where an arrow key leads: up and down within the column, left and right to the neighbouring subgroup; null: nowhere. */
export function slotAfter(slot: number, key: string, size: number): number | null {
  const steps: Record<string, number> = {
    ArrowUp: -1,
    ArrowDown: 1,
    ArrowLeft: -subgroupSize,
    ArrowRight: subgroupSize,
  };
  const next = slot + (steps[key] ?? 0);
  return next === slot || next < 1 || next > size ? null : next;
}

export interface Seat {
  slot: number;
  member: TeamMember | undefined;
}

/** Every seat, subgroup by subgroup. */
export function subgroupsOf(team: Team): Seat[][] {
  const bySlot = new Map(team.members.map((member) => [member.slot_number, member]));
  const seats = Array.from({ length: team.size }, (_, index) => ({ slot: index + 1, member: bySlot.get(index + 1) }));
  return Array.from({ length: Math.ceil(team.size / subgroupSize) }, (_, index) =>
    seats.slice(index * subgroupSize, (index + 1) * subgroupSize),
  );
}
