import type { Team } from '../api/types';

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
