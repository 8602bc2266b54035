import { memo } from 'react';
import type { Build } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useLanguage } from '../i18n/language';
import { useTexts } from '../i18n/texts';
import { Card, CardMeta, CardName } from '../ui/Cards';
import { ProfessionMark } from '../ui/ProfessionMark';
import styles from './BuildCard.module.css';
import { formatStat } from './formatStat';
import { buildTexts } from './texts';

export const BuildCard = memo(function BuildCard({ build }: { build: Build }) {
  const t = useTexts(buildTexts);
  const words = useGameWords();
  const { language } = useLanguage();
  const numbers = (['damage', 'survivability', 'healing'] as const).map((key) => ({
    label: t[key],
    value: formatStat(key, build.stats[key], language),
  }));
  return (
    <Card href={`/builds/${build.id}`}>
      <div className={styles.head}>
        <ProfessionMark profession={build.profession} specialization={build.specialization} />
        <div className={styles.names}>
          <CardName>{build.name}</CardName>
          <CardMeta>
            {build.specialization} · {words.roles[build.role]}
          </CardMeta>
        </div>
      </div>
      <dl className={styles.numbers}>
        {numbers.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.foot}>
        <span>{words.modes[build.game_mode]}</span>
        <span>
          {build.user_id === null && build.owner ? t.by(build.owner) : build.is_public ? t.isPublic : t.private}
        </span>
      </div>
    </Card>
  );
});
