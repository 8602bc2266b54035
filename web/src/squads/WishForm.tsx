import { MultiSelect, NumberInput, Select, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { type Catalogue, type GameMode, gameModes, roles } from '../api/types';
import { catalogueQuery } from '../builds/catalogue';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { CountInput } from '../ui/CountInput';
import { usualSizes, type Wishes } from './composition';
import { squadTexts } from './texts';
import styles from './WishForm.module.css';

const sizeMax = 50;

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
      <PoolFields wishes={wishes} onChange={onChange} />
      <fieldset className={styles.roles}>
        <legend>
          <Text size="sm" fw={500} component="span">
            {t.atLeast}
          </Text>
        </legend>
        {roles.map((role) => (
          <div key={role} className={styles.role}>
            <span>{words.roles[role]}</span>
            <CountInput
              label={`${t.atLeast}: ${words.roles[role]}`}
              isLabelHidden
              size="xs"
              max={sizeMax}
              value={wishes.roles[role]}
              placeholder="0"
              onChange={(min) => {
                const { [role]: _, ...others } = wishes.roles;
                onChange({ ...wishes, roles: min === undefined ? others : { ...others, [role]: min } });
              }}
            />
          </div>
        ))}
      </fieldset>
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

/** Who can come and who shall not; drawn apart, since it waits for the catalogue. */
function PoolFields({ wishes, onChange }: { wishes: Wishes; onChange: (wishes: Wishes) => void }) {
  const t = useTexts(squadTexts);
  const words = useGameWords();
  const catalogue = useQuery(catalogueQuery);
  const known = useDeferredValue(catalogue.data);
  const pool = useMemo(() => (known ? poolOf(known, words.professions) : []), [known, words]);
  const elites = useMemo(
    () => pool.flatMap(({ items }) => items.filter((item) => !item.value.endsWith('/Core')).map((item) => item.label)),
    [pool],
  );
  return (
    <>
      <MultiSelect
        label={t.pool}
        description={t.poolHint}
        data={pool}
        value={wishes.pool}
        onChange={(value) => onChange({ ...wishes, pool: value })}
        searchable
        clearable
        hidePickedOptions
      />
      <MultiSelect
        label={t.avoid}
        data={elites}
        value={wishes.avoid}
        onChange={(avoid) => onChange({ ...wishes, avoid })}
        searchable
        clearable
        hidePickedOptions
      />
    </>
  );
}

function poolOf(catalogue: Catalogue, names: Record<string, string>) {
  return catalogue.professions.map(({ name, specializations }) => ({
    group: names[name] ?? name,
    items: [
      ...specializations
        .filter((one) => one.is_elite)
        .map((one) => ({ value: `${name}/${one.name}`, label: one.name })),
      { value: `${name}/Core`, label: `${names[name]} (core)` },
    ],
  }));
}
