import { memo } from 'react';
import type { Profession, Role } from '../api/types';
import { Chip } from '../board/Chip';
import { useGameWords } from '../i18n/gameWords';
import { ProfessionMark } from '../ui/ProfessionMark';

/** Who sits in a seat. */
export const SeatChip = memo(function SeatChip({
  profession,
  specialization,
  role,
  player,
}: {
  profession: Profession;
  specialization: string;
  role: Role;
  player?: string | null;
}) {
  const words = useGameWords();
  return (
    <Chip
      mark={<ProfessionMark profession={profession} specialization={specialization} size="sm" />}
      name={player || specialization}
      detail={player ? `${specialization} · ${words.roles[role]}` : words.roles[role]}
    />
  );
});
