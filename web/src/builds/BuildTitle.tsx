import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { GameMode, Profession } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { ProfessionMark } from '../ui/ProfessionMark';
import styles from './BuildTitle.module.css';

/** The head of a build's page; it can stand before anything else is known. */
export function BuildTitle({
  profession,
  title,
  heading,
  spoken,
  gameMode,
  children,
}: {
  profession: Profession;
  /** The elite specialization, else the profession. */
  title: string;
  heading: string;
  /** The title in the reader's language. */
  spoken: string;
  gameMode: GameMode;
  children?: ReactNode;
}) {
  const words = useGameWords();
  return (
    <div className={styles.header}>
      <ProfessionMark profession={profession} specialization={title} size="lg" />
      <div className={styles.names}>
        <Title order={1}>{heading}</Title>
        <Text c="dimmed">
          {spoken} · {words.modes[gameMode]}
        </Text>
      </div>
      {children}
    </div>
  );
}
