import { readPage, send } from '../api/http';
import type { Build, ComposedMember, ComposedSquad, Team } from '../api/types';
import { kindOf } from './composition';

/** Stores a composed squad as a team. A build of the same kind that is there already is used; the others are made. */
export async function saveSquad(squad: ComposedSquad, title: string, nameOf: (member: ComposedMember) => string) {
  const members = squad.subgroups.flatMap((subgroup) => subgroup.members);
  const { items: own } = await readPage<Build>('/builds?limit=100');
  const builds = new Map<string, string>();
  for (const member of members) {
    if (builds.has(kindOf(member))) continue;
    const known = own.find(
      (build) =>
        build.profession === member.profession &&
        build.specialization === member.specialization &&
        build.role === member.role,
    );
    builds.set(
      kindOf(member),
      known?.id ??
        (
          await send<Build>('POST', '/builds', {
            name: nameOf(member),
            profession: member.profession,
            specialization: member.specialization,
            role: member.role,
            game_mode: squad.game_mode,
          })
        ).id,
    );
  }
  return send<Team>('POST', '/teams', {
    name: title.slice(0, 100),
    game_mode: squad.game_mode,
    size: squad.size,
    description: squad.strategy,
    build_ids: members.map((member) => builds.get(kindOf(member))),
  });
}
