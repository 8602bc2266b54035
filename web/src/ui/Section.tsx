import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './Section.module.css';

/** A titled card. */
export function Section({
  title,
  hint,
  action,
  children,
}: {
  title: string;
  hint?: string | undefined;
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.head}>
        <div>
          <Title order={2}>{title}</Title>
          {hint && (
            <Text size="sm" c="dimmed">
              {hint}
            </Text>
          )}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
