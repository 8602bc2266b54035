import { Text } from '@mantine/core';
import { useTexts } from '../i18n/texts';
import { Section } from '../ui/Section';
import { Chart } from './Chart';
import styles from './Charts.module.css';
import type { Scrape } from './metrics';
import { type ChartName, seriesOf } from './series';
import { operationsTexts } from './texts';

const names: readonly ChartName[] = ['chartConnections', 'chartEvents', 'chartReconnect', 'chartHits'];

export function Charts({ scrapes }: { scrapes: readonly Scrape[] }) {
  const t = useTexts(operationsTexts);
  // A line needs two points, and a rate two readings for each.
  if (scrapes.length < 3) return <Section title={t.charts} hint={t.measuring} />;
  return (
    <Section title={t.charts}>
      <div className={styles.charts}>
        {names.map((name) => (
          <figure key={name} className={styles.chart}>
            <Text component="figcaption" size="sm" fw={600}>
              {t[name]}
            </Text>
            <Chart label={t[name]} data={seriesOf(name, scrapes)} />
          </figure>
        ))}
      </div>
    </Section>
  );
}
