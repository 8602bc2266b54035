import { Loader } from '@mantine/core';
import styles from './Waiting.module.css';

/** Stands for a page that is not there yet, as tall as the screen, so that nothing jumps when it comes. */
export function Waiting() {
  return (
    <div className={styles.waiting}>
      <Loader m="xl" />
    </div>
  );
}
