import { ActionIcon, Button, Slider, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTexts } from '../i18n/texts';
import { Section } from '../ui/Section';
import styles from './ReplayBar.module.css';
import { draftTexts } from './texts';

const moveMs = 900;

/** Moves through a finished draft; `at` is how many moves are shown. */
export function ReplayBar({
  at,
  moves,
  isPlaying,
  onChange,
}: {
  at: number;
  moves: number;
  isPlaying: boolean;
  onChange: (at: number, isPlaying: boolean) => void;
}) {
  const t = useTexts(draftTexts);
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(() => onChange(at + 1, at + 1 < moves), moveMs);
    return () => clearTimeout(timer);
  }, [isPlaying, at, moves, onChange]);
  return (
    <Section title={t.replay} hint={t.replayHint}>
      <div className={styles.bar}>
        <Button variant="default" size="xs" onClick={() => onChange(at === moves ? 0 : at, !isPlaying)}>
          {isPlaying ? t.pause : t.play}
        </Button>
        <ActionIcon variant="default" aria-label={t.back} disabled={at === 0} onClick={() => onChange(at - 1, false)}>
          ‹
        </ActionIcon>
        <Slider
          className={styles.slider}
          min={0}
          max={moves}
          value={at}
          onChange={(value) => onChange(value, false)}
          label={null}
          thumbLabel={t.replay}
          thumbValueText={() => t.moveOf(at, moves)}
        />
        <ActionIcon
          variant="default"
          aria-label={t.forward}
          disabled={at === moves}
          onClick={() => onChange(at + 1, false)}
        >
          ›
        </ActionIcon>
        <Text size="sm" c="dimmed" className={styles.where}>
          {t.moveOf(at, moves)}
        </Text>
      </div>
    </Section>
  );
}
