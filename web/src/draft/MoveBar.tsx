import { Button, Select, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Role, roles } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { SpecializationMark } from '../live/SpecializationMark';
import { useSpecializations } from '../live/useSpecializations';
import styles from './MoveBar.module.css';
import type { DraftAction } from './schedule';
import { draftTexts } from './texts';

/** Says what is due, and makes the move that was chosen. */
export function MoveBar({
  action,
  chosen,
  isSending,
  clock,
  onMove,
}: {
  action: DraftAction;
  chosen: string | null;
  isSending: boolean;
  /** The player's own; on a phone the one above is out of sight. */
  clock: ReactNode;
  onMove: (data: { specialization: string; role?: Role }) => void;
}) {
  const t = useTexts(draftTexts);
  const words = useGameWords();
  const known = useSpecializations().get(chosen ?? '');
  const [wish, setWish] = useState<{ specialization: string; role: Role } | null>(null);
  const role = wish?.specialization === chosen ? wish?.role : known?.usualRole;
  const isBan = action === 'ban';
  return (
    <div className={styles.bar} data-ready={chosen !== null}>
      <span className={styles.clock}>{clock}</span>
      {chosen ? (
        <span className={styles.chosen}>
          <SpecializationMark name={chosen} />
          {chosen}
        </span>
      ) : (
        <Text c="dimmed" className={styles.chosen}>
          {isBan ? t.chooseBan : t.choosePick}
        </Text>
      )}
      {chosen && !isBan && (
        <Select
          aria-label={t.role}
          data={roles.map((value) => ({ value, label: words.roles[value] }))}
          value={role ?? null}
          onChange={(value) => value && setWish({ specialization: chosen, role: value as Role })}
          allowDeselect={false}
          className={styles.role}
        />
      )}
      <Button
        disabled={!chosen || (!isBan && !role)}
        loading={isSending}
        onClick={() => chosen && onMove(isBan || !role ? { specialization: chosen } : { specialization: chosen, role })}
      >
        {isBan ? t.ban : t.pick}
      </Button>
    </div>
  );
}
