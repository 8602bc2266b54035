import { Progress, Text } from '@mantine/core';
import { useLanguage } from '../i18n/language';
import { texts, useTexts } from '../i18n/texts';
import { gapOf } from './gap';
import styles from './Proof.module.css';

const proofTexts = texts(
  {
    title: 'How sure this is',
    best: 'Proven best',
    bestHint: 'Every other answer was ruled out: none scores higher.',
    near: (gap: string) => `At most ${gap} better exists`,
    nearHint: 'The search was stopped in time; no answer scores higher than the bound.',
    score: (score: string, bound: string) => `Score ${score}, bound ${bound}`,
  },
  {
    title: 'À quel point c’est sûr',
    best: 'Meilleur, prouvé',
    bestHint: 'Toute autre réponse a été exclue : aucune n’a un score plus haut.',
    near: (gap: string) => `Au plus ${gap} de mieux existe`,
    nearHint: 'La recherche a été arrêtée à temps ; aucune réponse n’a un score plus haut que la borne.',
    score: (score: string, bound: string) => `Score ${score}, borne ${bound}`,
  },
);

/** How sure an answer is, in plain words. */
export function Proof({ score, bound, isProven }: { score: number; bound: number; isProven: boolean }) {
  const t = useTexts(proofTexts);
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(language, { maximumSignificantDigits: 5 });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 2 });
  return (
    <section className={styles.proof} data-tone={isProven ? 'best' : 'near'} aria-label={t.title}>
      <div>
        <div className={styles.verdict}>{isProven ? t.best : t.near(percent.format(gapOf(score, bound)))}</div>
        <Text size="sm" c="dimmed">
          {isProven ? t.bestHint : t.nearHint}
        </Text>
      </div>
      <div>
        <Progress
          size="sm"
          color={isProven ? 'teal' : 'yellow'}
          value={bound > 0 ? (100 * score) / bound : 100}
          aria-label={t.score(number.format(score), number.format(bound))}
        />
        <Text size="xs" c="dimmed" mt={4}>
          {t.score(number.format(score), number.format(bound))}
        </Text>
      </div>
    </section>
  );
}
