import { NumberInput, Select, Stack, Textarea } from '@mantine/core';
import { type GameMode, gameModes } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { sizeMax, usualSizes, type Wishes } from './composition';
import { LimitFields } from './LimitFields';
import { squadTexts } from './texts';

export function WishForm({ wishes, onChange }: { wishes: Wishes; onChange: (wishes: Wishes) => void }) {
  const t = useTexts(squadTexts);
  const words = useGameWords();
  return (
    <Stack>
      <Select
        label={t.mode}
        data={gameModes.map((value) => ({ value, label: words.modes[value] }))}
        value={wishes.mode}
        allowDeselect={false}
        onChange={(value) => {
          const mode = value as GameMode | null;
          if (mode) onChange({ ...wishes, mode, size: usualSizes[mode] });
        }}
      />
      <NumberInput
        label={t.size}
        min={1}
        max={sizeMax}
        allowDecimal={false}
        clampBehavior="strict"
        value={wishes.size}
        onChange={(size) => typeof size === 'number' && onChange({ ...wishes, size })}
      />
      <LimitFields limits={wishes} onChange={(limits) => onChange({ ...wishes, ...limits })} />
      <Textarea
        label={t.note}
        value={wishes.note}
        maxLength={1000}
        rows={3}
        onChange={(event) => onChange({ ...wishes, note: event.currentTarget.value })}
      />
    </Stack>
  );
}
