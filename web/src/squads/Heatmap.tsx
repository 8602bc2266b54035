import { memo } from 'react';
import { boardTexts } from '../board/texts';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { type CoverageRow, coverageLevel } from './coverage';
import styles from './Heatmap.module.css';
import { squadTexts } from './texts';

/** What a squad gives itself: effects down, subgroups across. */
export const Heatmap = memo(function Heatmap({ rows, subgroupCount }: { rows: CoverageRow[]; subgroupCount: number }) {
  const t = useTexts(squadTexts);
  const { subgroup } = useTexts(boardTexts);
  const words = useGameWords();
  const subgroups = rows.filter((row) => row.squad === undefined);
  const squad = rows.filter((row) => row.squad !== undefined);
  return (
    <div className={styles.layout}>
      <div className={styles.scroll} role="group" aria-label={t.effect} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.effect}</th>
              {Array.from({ length: subgroupCount }, (_, index) => (
                <th key={subgroup(index + 1)} scope="col" title={subgroup(index + 1)}>
                  {index + 1}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {subgroups.map((row) => (
              <tr key={row.effect}>
                <th scope="row">{words.effects[row.effect]}</th>
                {row.subgroups.map((share, index) => (
                  <Cell key={subgroup(index + 1)} share={share} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {squad.length > 0 && (
        <table className={styles.table} data-kind="squad">
          <thead>
            <tr>
              <th scope="col">{t.effect}</th>
              <th scope="col">{t.squadWide}</th>
            </tr>
          </thead>
          <tbody>
            {squad.map((row) => (
              <tr key={row.effect}>
                <th scope="row">{words.effects[row.effect]}</th>
                <Cell share={row.squad} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
});

function Cell({ share }: { share: number | undefined }) {
  return share === undefined ? (
    <td className={styles.cell}>–</td>
  ) : (
    <td className={styles.cell} data-level={coverageLevel(share)}>
      {Math.round(100 * share)}
    </td>
  );
}
