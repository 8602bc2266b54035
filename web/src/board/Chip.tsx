import type { ReactNode } from 'react';
import styles from './Chip.module.css';

/** What a seat holds, at a glance. */
export function Chip({ mark, name, detail }: { mark: ReactNode; name: ReactNode; detail: ReactNode }) {
  return (
    <span className={styles.chip}>
      {mark}
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.detail}>{detail}</span>
      </span>
    </span>
  );
}
