import type { ReactNode } from 'react';
import styles from './Panel.module.css';

/** A card that stands on the page. */
export function Panel({ children, width = 'full' }: { children: ReactNode; width?: 'full' | 'narrow' }) {
  return (
    <section className={styles.panel} data-width={width}>
      {children}
    </section>
  );
}
