import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './GameRows.module.css';

export function GameRows({ children }: { children: ReactNode }) {
  return <ul className={styles.rows}>{children}</ul>;
}

/** A game of the reader's, which opens its page. */
export function GameRow({ href, name, children }: { href: string; name: string; children: ReactNode }) {
  return (
    <li>
      <Link href={href} className={styles.row}>
        <span className={styles.name}>{name}</span>
        {children}
      </Link>
    </li>
  );
}
