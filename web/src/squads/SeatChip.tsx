import { memo } from 'react';
import type { Profession, Role } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { ProfessionMark } from '../ui/ProfessionMark';
import styles from './SeatChip.module.css';

/** Who sits in a seat, at a glance. */
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
    <span className={styles.chip}>
      <ProfessionMark profession={profession} specialization={title} size="sm" />
      <span className={styles.names}>
        <span className={styles.name}>{player || title}</span>
        <span className={styles.role}>{player ? `${title} · ${words.roles[role]}` : words.roles[role]}</span>
      </span>
    </span>
  );
});
