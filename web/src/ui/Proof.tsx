import { Alert, Progress, Text } from '@mantine/core';
import { useLanguage } from '../i18n/language';
import { texts, useTexts } from '../i18n/texts';
import { gapOf } from './gap';

const proofTexts = texts(
  {
    best: 'Proven best',
    bestHint: 'Every other answer was ruled out: none scores higher.',
    near: (gap: string) => `At most ${gap} better exists`,
    nearHint: 'The search was stopped in time; no answer scores higher than the bound.',
    score: (score: string, bound: string) => `Score ${score}, bound ${bound}`,
  },
  {
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
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 2 });
  return (
    <Alert
      color={isProven ? 'teal' : 'yellow'}
      variant="light"
      title={isProven ? t.best : t.near(percent.format(gapOf(score, bound)))}
    >
      <Text size="sm">{isProven ? t.bestHint : t.nearHint}</Text>
      <Progress
        mt="xs"
        size="sm"
        color={isProven ? 'teal' : 'yellow'}
        value={bound > 0 ? (100 * score) / bound : 100}
        aria-label={t.score(number.format(score), number.format(bound))}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {t.score(number.format(score), number.format(bound))}
      </Text>
    </Alert>
  );
}
