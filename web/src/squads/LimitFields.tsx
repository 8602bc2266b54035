import { MultiSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { type Catalogue, roles } from '../api/types';
import { catalogueQuery } from '../builds/catalogue';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { CountInput } from '../ui/CountInput';
import { type Limits, sizeMax } from './composition';
import styles from './LimitFields.module.css';
import { squadTexts } from './texts';

interface Props {
  limits: Limits;
  /** Where nobody plays a core specialization. */
  isEliteOnly?: boolean;
  onChange: (limits: Limits) => void;
}

/** Who can come, who shall not, and the least of each role. */
export function LimitFields(props: Props) {
  const { limits, onChange } = props;
  const t = useTexts(squadTexts);
  const words = useGameWords();
  return (
    <>
      <PoolFields {...props} />
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
              value={limits.roles[role]}
              placeholder="0"
              onChange={(min) => {
                const { [role]: _, ...others } = limits.roles;
                onChange({ ...limits, roles: min === undefined ? others : { ...others, [role]: min } });
              }}
            />
          </div>
        ))}
      </fieldset>
    </>
  );
}

/** Drawn apart, since it waits for the catalogue. */
function PoolFields({ limits, isEliteOnly = false, onChange }: Props) {
  const t = useTexts(squadTexts);
  const words = useGameWords();
  const catalogue = useQuery(catalogueQuery);
  const known = useDeferredValue(catalogue.data);
  const pool = useMemo(() => (known ? poolOf(known, words.professions, isEliteOnly) : []), [known, words, isEliteOnly]);
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
        value={limits.pool}
        onChange={(value) => onChange({ ...limits, pool: value })}
        searchable
        clearable
        hidePickedOptions
      />
      <MultiSelect
        label={t.avoid}
        data={elites}
        value={limits.avoid}
        onChange={(avoid) => onChange({ ...limits, avoid })}
        searchable
        clearable
        hidePickedOptions
      />
    </>
  );
}

function poolOf(catalogue: Catalogue, names: Record<string, string>, isEliteOnly: boolean) {
  return catalogue.professions.map(({ name, specializations }) => ({
    group: names[name] ?? name,
    items: [
      ...specializations
        .filter((one) => one.is_elite)
        .map((one) => ({ value: `${name}/${one.name}`, label: one.name })),
      ...(isEliteOnly ? [] : [{ value: `${name}/Core`, label: `${names[name]} (core)` }]),
    ],
  }));
}
