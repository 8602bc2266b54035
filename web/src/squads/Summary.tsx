import { SimpleGrid, Text } from '@mantine/core';
import type { ComposedSquad } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { Section } from '../ui/Section';
import { rolesOf } from './composition';
import type { CoverageRow } from './coverage';
import styles from './Summary.module.css';
import { squadTexts } from './texts';

/** What a composed squad is good for: by its figures, or in the model's words where it wrote some. */
export function Summary({ squad, rows }: { squad: ComposedSquad; rows: CoverageRow[] }) {
  const t = useTexts(squadTexts);
  const words = useGameWords();
  if (squad.metadata.source !== 'solver') {
    return (
      <Section title={t.strategy}>
        <Text size="sm" mb="md">
          {squad.strategy}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Items title={t.strengths} items={squad.strengths} />
          <Items title={t.weaknesses} items={squad.weaknesses} />
        </SimpleGrid>
      </Section>
    );
  }
  const isFull = (row: CoverageRow) =>
    [...row.subgroups, row.squad].every((share) => share === undefined || share === 1);
  const names = (wanted: boolean) =>
    rows.filter((row) => isFull(row) === wanted).map(({ effect }) => words.effects[effect]);
  return (
    <Section title={t.strategy}>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Items title={t.cast} items={rolesOf(squad).map(([role, count]) => `${count} × ${words.roles[role]}`)} />
        <Items title={t.inFull} items={inOneLine(names(true))} />
        <Items title={t.short} items={inOneLine(names(false))} />
      </SimpleGrid>
    </Section>
  );
}

const inOneLine = (names: string[]) => (names.length > 0 ? [names.join(', ')] : []);

function Items({ title, items }: { title: string; items: string[] }) {
  if (items.length === 0) return null;
  return (
    <div>
      <Text fw={600} size="sm">
        {title}
      </Text>
      <ul className={styles.items}>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}
