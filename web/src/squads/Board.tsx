import { memo, useMemo } from 'react';
import type { Team, TeamMember } from '../api/types';
import { Seat } from '../board/Seat';
import { SeatBoard } from '../board/SeatBoard';
import { useTexts } from '../i18n/texts';
import { SeatChip } from './SeatChip';
import { squadTexts } from './texts';

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
  const members = useMemo(() => new Map(team.members.map((member) => [member.slot_number, member])), [team.members]);
  return (
    <SeatBoard
      size={team.size}
      mayMove={isOwn}
      nameIn={(slot) => {
        const member = members.get(slot);
        return member ? (member.player_name ?? member.build.specialization) : null;
      }}
      chipIn={(slot) => <Occupant member={members.get(slot)} />}
      seat={(slot) => (
        <MemberSeat key={slot} slot={slot} member={members.get(slot)} isOwn={isOwn} onOpen={onOpen} onPlace={onPlace} />
      )}
      onMove={(from, to) => {
        const member = members.get(from);
        if (member) onMove(member.id, to);
      }}
    />
  );
}

const MemberSeat = memo(function MemberSeat({
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
  if (member) {
    return (
      <Seat slot={slot} isFree={false} mayMove={isOwn} onOpen={() => onOpen(member.id)}>
        <Occupant member={member} />
      </Seat>
    );
  }
  return isOwn ? (
    <Seat slot={slot} isFree mayMove label={t.freeSeat(slot)} onOpen={() => onPlace(slot)}>
      +
    </Seat>
  ) : (
    <Seat slot={slot} isFree mayMove={false}>
      {t.free}
    </Seat>
  );
});

function Occupant({ member }: { member: TeamMember | undefined }) {
  return (
    member && (
      <SeatChip
        profession={member.build.profession}
        specialization={member.build.specialization}
        role={member.role}
        player={member.player_name}
      />
    )
  );
}
