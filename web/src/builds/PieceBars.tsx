import { memo } from 'react';
import type { Catalogue, GameMode } from '../api/types';
import { useTexts } from '../i18n/texts';
import type { GearSlot } from './gearSlots';
import { attributeTexts, slotTexts } from './gearTexts';
import styles from './PieceBars.module.css';
import { barAttributes, barColors, pointsOf, totalOf } from './piecePoints';

export interface WornPrefix {
  slot: GearSlot;
  prefixId: number;
}

/** Each piece as a bar of the points that it gives. */
export const PieceBars = memo(function PieceBars({
  worn,
  isTwoHanded,
  catalogue,
  gameMode,
  scale = 0,
}: {
  worn: readonly WornPrefix[];
  isTwoHanded: boolean;
  catalogue: Catalogue;
  gameMode: GameMode;
  /** Points that a whole bar stands for at least. */
  scale?: number;
}) {
  const attributes = useTexts(attributeTexts);
  const slots = useTexts(slotTexts);
  const rows = worn.flatMap(({ slot, prefixId }) => {
    const prefix = catalogue.prefixes.find((one) => one.id === prefixId);
    return prefix ? [{ slot, prefix, points: pointsOf(prefix, slot, isTwoHanded, gameMode) }] : [];
  });
  const widest = Math.max(1, scale, ...rows.map((row) => totalOf(row.points)));
  const used = barAttributes.filter((attribute) => rows.some((row) => row.points[attribute]));
  return (
    <div>
      <ul className={styles.rows}>
        {rows.map(({ slot, prefix, points }) => (
          <li key={slot} className={styles.row}>
            <span className={styles.slot}>{slots[slot]}</span>
            <span className={styles.track}>
              {barAttributes.map((attribute) =>
                points[attribute] ? (
                  <span
                    key={attribute}
                    className={styles.part}
                    style={{ width: `${(100 * points[attribute]) / widest}%`, background: barColors[attribute] }}
                    title={`${attributes[attribute]} +${points[attribute]}`}
                  >
                    <span className={styles.hidden}>{`${attributes[attribute]} +${points[attribute]} `}</span>
                  </span>
                ) : null,
              )}
            </span>
            <span className={styles.prefix}>{prefix.name}</span>
          </li>
        ))}
      </ul>
      <ul className={styles.legend}>
        {used.map((attribute) => (
          <li key={attribute}>
            <span className={styles.swatch} style={{ background: barColors[attribute] }} />
            {attributes[attribute]}
          </li>
        ))}
      </ul>
    </div>
  );
});
