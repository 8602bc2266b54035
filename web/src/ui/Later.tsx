import { type ReactNode, useDeferredValue } from 'react';
import styles from './Later.module.css';

/** Draws what is below the first screen once that stands, so that the page answers in between. Until then there is as much room. */
export function Later({ children }: { children: ReactNode }) {
  return useDeferredValue(true, false) ? children : <div className={styles.room} />;
}
