import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './Cards.module.css';

/** As many beside each other as fit. */
export function Cards({ children }: { children: ReactNode }) {
  return <div className={styles.cards}>{children}</div>;
}

/** A thing of a library, which opens its page. */
export function Card({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={styles.card}>
      {children}
    </Link>
  );
}

export function CardName({ children }: { children: ReactNode }) {
  return <div className={styles.name}>{children}</div>;
}

export function CardMeta({ children }: { children: ReactNode }) {
  return <div className={styles.meta}>{children}</div>;
}
