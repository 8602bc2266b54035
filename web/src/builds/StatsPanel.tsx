import { Text } from '@mantine/core';
import { memo } from 'react';
import type { BuildStats } from '../api/types';
import { useLanguage } from '../i18n/language';
import { useTexts } from '../i18n/texts';
import { Section } from '../ui/Section';
import { formatStat } from './formatStat';
import { type Attribute, attributeTexts } from './gearTexts';
import styles from './StatsPanel.module.css';
import { buildTexts } from './texts';

const shown: readonly Attribute[] = [
  'power',
  'precision',
  'ferocity',
  'condition_damage',
  'expertise',
  'toughness',
  'vitality',
  'healing_power',
  'concentration',
  'armor',
  'health',
  'critical_chance',
  'critical_damage',
  'boon_duration',
  'condition_duration',
];

export const StatsPanel = memo(function StatsPanel({
  stats,
  isStale,
}: {
  stats: BuildStats | undefined;
  isStale: boolean;
}) {
  const t = useTexts(buildTexts);
  const names = useTexts(attributeTexts);
  const { language } = useLanguage();
  return (
    <Section title={t.stats} hint={t.statsHint}>
      <div className={styles.panel} aria-busy={isStale} aria-live="polite">
        {stats && (
          <>
            <div className={styles.heads}>
              {(
                [
                  ['damage', t.damage],
                  ['survivability', t.survivability],
                  ['healing', t.healing],
                ] as const
              ).map(([key, label]) => (
                <div key={key}>
                  <div className={styles.number}>{formatStat(key, stats[key], language)}</div>
                  <div className={styles.label}>{label}</div>
                </div>
              ))}
            </div>
            <dl className={styles.list}>
              {shown.map((attribute) => (
                <div key={attribute}>
                  <dt>{names[attribute]}</dt>
                  <dd>{formatStat(attribute, stats.attributes[attribute] ?? 0, language)}</dd>
                </div>
              ))}
            </dl>
            {stats.not_counted.length > 0 && (
              <details>
                <summary>{t.notCounted(stats.not_counted.length)}</summary>
                {stats.not_counted.map((effect) => (
                  <Text key={effect} size="xs" c="dimmed">
                    {effect}
                  </Text>
                ))}
              </details>
            )}
          </>
        )}
      </div>
    </Section>
  );
});
