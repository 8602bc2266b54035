import { Text } from '@mantine/core';
import sloFile from '../../../deploy/slo.yaml?raw';
import { useTexts } from '../i18n/texts';
import { Section } from '../ui/Section';
import styles from './GatesPanel.module.css';
import { type Gate, judge } from './gates';
import type { Scrape } from './metrics';
import { readSlo } from './slo';
import { operationsTexts } from './texts';

const windowMs = 5 * 60_000;
const slos = readSlo(sloFile);

/** The five gates, each with what was measured and what it must keep to. */
export function GatesPanel({ scrapes }: { scrapes: readonly Scrape[] }) {
  const t = useTexts(operationsTexts);
  const last = scrapes.at(-1);
  const first = scrapes.find((scrape) => last && scrape.at >= last.at - windowMs);
  const seconds = last && first ? Math.round((last.at - first.at) / 1000) : 0;
  const span = seconds < 60 ? t.seconds(seconds) : t.minutes(Math.round(seconds / 60));
  return (
    <Section title={t.gates} hint={seconds > 0 ? t.gatesHint(span) : t.measuring}>
      <ul className={styles.gates}>
        {last &&
          first &&
          judge(slos, first, last).map((gate) => (
            <li key={gate.name} className={styles.gate} data-verdict={gate.verdict}>
              <Text size="sm" fw={600}>
                {t[gate.name]}
              </Text>
              <span className={styles.value}>
                {gate.value === null ? '–' : <Value gate={gate} value={gate.value} />}
              </span>
              <Text size="sm" c="dimmed">
                <span className={styles.verdict}>{t[gate.verdict]}</span>, <Allowed gate={gate} />
              </Text>
            </li>
          ))}
      </ul>
    </Section>
  );
}

function Allowed({ gate }: { gate: Gate }) {
  const t = useTexts(operationsTexts);
  const { max, min } = gate.bound;
  if (max !== undefined) return t.atMost(valueText(gate, max, t.events));
  return min === undefined ? null : t.atLeast(valueText(gate, min, t.events));
}

function Value({ gate, value }: { gate: Gate; value: number }) {
  const t = useTexts(operationsTexts);
  return valueText(gate, value, t.events);
}

function valueText({ name }: Gate, value: number, events: (count: string) => string): string {
  switch (name) {
    case 'reconnect_p95':
      return `${Math.round(value * 1000)} ms`;
    case 'cache_hit_rate':
      return `${(value * 100).toFixed(0)} %`;
    case 'cache_errors':
      return `${Number(value.toFixed(3))}/s`;
    case 'backlog_after_ack':
      return events(String(Number(value.toFixed(1))));
    case 'log_warnings':
      return String(Math.round(value));
  }
}
