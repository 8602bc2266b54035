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
  const title = specialization === 'Core' ? words.professions[profession] : specialization;
  return (
    <Chip
      mark={<ProfessionMark profession={profession} specialization={title} size="sm" />}
      name={player || title}
      detail={player ? `${title} · ${words.roles[role]}` : words.roles[role]}
    />
  );
});
