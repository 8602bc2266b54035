import type { Profession } from '../api/types';
import styles from './ProfessionMark.module.css';
import { professionColors } from './professionColors';

/** A profession by its colour and the first letters of the specialization. */
export function ProfessionMark({
  profession,
  specialization,
  size = 'md',
}: {
  profession: Profession;
  specialization?: string;
  size?: 'sm' | 'md' | 'lg';
}) {
  return (
    <span className={styles.mark} data-size={size} style={{ background: professionColors[profession] }} aria-hidden>
      {(specialization ?? profession).slice(0, 2)}
    </span>
  );
}
