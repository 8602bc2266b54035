import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../i18n/texts';
import { SpecializationMark } from '../live/SpecializationMark';
import { useSpecializations } from '../live/useSpecializations';
import type { DraftState } from './draftState';
import styles from './PoolTiles.module.css';
import { draftTexts } from './texts';

/** The pool in the order of professions; what is gone stays in its place and says who took it. */
export function PoolTiles({
  draft,
  chosen,
  onChoose,
}: {
  draft: DraftState;
  chosen: string | null;
  /** Absent: nothing can be chosen now. */
  onChoose?: ((name: string) => void) | undefined;
}) {
  const t = useTexts(draftTexts);
  const specializations = useSpecializations();
  const [filter, setFilter] = useState('');
  const takenBy = new Map(draft.moves.map((move) => [move.specialization, move]));
  const order = [...specializations.keys()];
  // Without their order they would jump under the hand that is about to choose.
  const pool = order.length > 0 ? [...draft.pool] : [];
  const names = pool
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
    .filter((name) => name.toLowerCase().includes(filter.trim().toLowerCase()));
  return (
    <section aria-label={t.pool}>
      <TextInput
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
        placeholder={t.filter}
        aria-label={t.filter}
        type="search"
        mb="sm"
      />
      {names.length === 0 && pool.length > 0 && <Text c="dimmed">{t.noneFits}</Text>}
      <div className={styles.tiles}>
        {names.map((name) => {
          const move = takenBy.get(name);
          return (
            <button
              key={name}
              type="button"
              className={styles.tile}
              data-taken={move?.action}
              data-seat={move?.seat}
              aria-pressed={chosen === name}
              disabled={!onChoose || !!move}
              onClick={() => onChoose?.(name)}
            >
              <SpecializationMark name={name} size="md" />
              <span className={styles.text}>
                <span className={styles.name}>{name}</span>
                {move && <span className={styles.taken}>{t.taken(t[move.seat], move.action === 'ban')}</span>}
              </span>
            </button>
          );
        })}
      </div>
    </section>
  );
}
