import { readPage, send } from '../api/http';
import type { Build, Catalogue, ComposedMember, ComposedSquad, Team } from '../api/types';
import { kindOf } from './composition';

/** Stores a composed squad as a team. A build of the same kind that is there already is used; the others are made. */
export async function saveSquad(
  squad: ComposedSquad,
  title: string,
  catalogue: Catalogue,
  nameOf: (member: ComposedMember) => string,
) {
  const members = squad.subgroups.flatMap((subgroup) => subgroup.members);
  const { items: own } = await readPage<Build>('/builds?limit=100');
  const builds = new Map<string, string>();
  for (const member of members) {
    if (builds.has(kindOf(member))) continue;
    const specialization = lineOf(member, catalogue);
    const known = own.find(
      (build) =>
        build.profession === member.profession && build.specialization === specialization && build.role === member.role,
    );
    builds.set(
      kindOf(member),
      known?.id ??
        (
          await send<Build>('POST', '/builds', {
            name: nameOf(member),
            profession: member.profession,
            specialization,
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

/** A core build is named by one of its lines. */
function lineOf(member: ComposedMember, catalogue: Catalogue): string {
  if (member.specialization !== 'Core') return member.specialization;
  const own = catalogue.professions.find((one) => one.name === member.profession)?.specializations ?? [];
  return own.find((one) => !one.is_elite)?.name ?? member.specialization;
}
