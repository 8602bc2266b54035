import { Text } from '@mantine/core';
import { useGameWords } from '../i18n/gameWords';
import { useLanguage } from '../i18n/language';
import { useTexts } from '../i18n/texts';
import { Section } from '../ui/Section';
import type { NamedGap } from './coverage';
import styles from './Gaps.module.css';
import { squadTexts } from './texts';

/** @param isFull Then the reasons say why nobody fills a gap; before that, a free seat is reason enough. */
export function Gaps({ gaps, isFull, isAssumed }: { gaps: NamedGap[]; isFull: boolean; isAssumed: boolean }) {
  const t = useTexts(squadTexts);
  const words = useGameWords();
  const { language } = useLanguage();
  const nameOf = ({ effect, subgroups }: NamedGap) => {
    const name = words.effects[effect];
    const [only] = subgroups;
    if (only === undefined) return t.gapSquad(name);
    return subgroups.length === 1 ? t.gapIn(name, only) : t.gapInSeveral(name, subgroups.join(', '));
  };
  return (
    <Section title={t.gaps}>
      {gaps.length === 0 && <Text>{t.noGaps}</Text>}
      <ul className={styles.gaps}>
        {gaps.map((gap) => (
          <li key={`${gap.effect} ${gap.subgroups.length}`} className={styles.gap}>
            <div>
              <div className={styles.name}>{nameOf(gap)}</div>
              {isFull && language === 'en' && (
                <Text size="xs" c="dimmed">
                  {gap.why.replaceAll('_', ' ')}
                </Text>
              )}
            </div>
            <span className={styles.points}>{t.points(gap.points)}</span>
          </li>
        ))}
      </ul>
      {isAssumed && (
        <Text size="xs" c="dimmed" mt="sm">
          {t.assumed}
        </Text>
      )}
    </Section>
  );
}
