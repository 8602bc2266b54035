import type { ComposedMember, ComposedSquad, ComposeRequest, GameMode, Profession, Role } from '../api/types';

/** Players that a squad of a mode has where nobody says. */
export const usualSizes: Record<GameMode, number> = {
  zerg: 50,
  raid_guild: 25,
  roaming: 5,
  raid: 10,
  strike: 10,
  fractal: 5,
  open_world: 5,
  spvp: 5,
};

/** What a squad must keep to. */
export interface Limits {
  /** Specializations that can come, as `Profession/Specialization`; empty: all. */
  pool: string[];
  avoid: string[];
  /** The least of each. */
  roles: Partial<Record<Role, number>>;
}

export const noLimits: Limits = { pool: [], avoid: [], roles: {} };

/** What somebody wants of a squad. */
export interface Wishes extends Limits {
  mode: GameMode;
  size: number;
  note: string;
}

export const sizeMax = 50;

export const kindOf = (member: Pick<ComposedMember, 'profession' | 'specialization' | 'role'>) =>
  `${member.profession}/${member.specialization}/${member.role}`;

export const seatKey = (subgroup: number, seat: number) => `${subgroup}.${seat}`;

/** How many of each kind are locked, of the seats that are marked. */
export function lockedKinds(squad: ComposedSquad, locked: ReadonlySet<string>): Map<string, number> {
  const kinds = new Map<string, number>();
  squad.subgroups.forEach(({ members }, subgroup) => {
    members.forEach((member, seat) => {
      if (locked.has(seatKey(subgroup, seat))) kinds.set(kindOf(member), (kinds.get(kindOf(member)) ?? 0) + 1);
    });
  });
  return kinds;
}

/** The seats of a new squad that hold what was locked in the old one: the first of each kind. */
export function seatsOfKinds(squad: ComposedSquad, kinds: ReadonlyMap<string, number>): Set<string> {
  const left = new Map(kinds);
  const seats = new Set<string>();
  squad.subgroups.forEach(({ members }, subgroup) => {
    members.forEach((member, seat) => {
      const open = left.get(kindOf(member)) ?? 0;
      if (open === 0) return;
      left.set(kindOf(member), open - 1);
      seats.add(seatKey(subgroup, seat));
    });
  });
  return seats;
}

/** How many of each role, most first. */
export function rolesOf(squad: ComposedSquad): [Role, number][] {
  const counts = new Map<Role, number>();
  for (const { role, count } of squad.builds) counts.set(role, (counts.get(role) ?? 0) + count);
  return [...counts].sort(([, a], [, b]) => b - a);
}

export function toRequest(wishes: Wishes, kinds: ReadonlyMap<string, number>): ComposeRequest {
  const note = wishes.note.trim();
  const { preferences, ...pool } = toConstraints(wishes);
  return {
    game_mode: wishes.mode,
    team_size: wishes.size,
    ...pool,
    locked: [...kinds].map(([kind, count]) => {
      const [, , role] = kind.split('/');
      return { ...specializationOf(kind), role: role as Role, count };
    }),
    preferences: { ...preferences, ...(note && { note }) },
  };
}

/** The limits in the words of the API, and of a room's `compose`. */
export function toConstraints({ pool, avoid, roles }: Limits) {
  return { ...(pool.length > 0 && { pool: pool.map(specializationOf) }), preferences: { roles, avoid } };
}

function specializationOf(kind: string) {
  const [profession, specialization = ''] = kind.split('/');
  return { profession: profession as Profession, specialization };
}
