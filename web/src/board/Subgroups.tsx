import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts';
import styles from './Subgroups.module.css';
import { boardTexts } from './texts';

/** A squad's seats, a titled box a subgroup; on a phone two side by side. */
export function Subgroups({ groups }: { groups: readonly ReactNode[][] }) {
  const t = useTexts(boardTexts);
  return (
    <div className={styles.board}>
      {groups.map((seats, index) => {
        const title = t.subgroup(index + 1);
        return (
          <section key={title} className={styles.subgroup} aria-label={title}>
            <h3 className={styles.title}>{title}</h3>
            {seats}
          </section>
        );
      })}
    </div>
  );
}
