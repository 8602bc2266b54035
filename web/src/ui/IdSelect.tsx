import { Text } from '@mantine/core';
import { FieldSelect } from './FieldSelect';
import styles from './IdSelect.module.css';

export interface Choice {
  id: number;
  name: string;
  text?: string | null;
}

interface Props {
  label: string;
  isLabelHidden?: boolean;
  choices: readonly Choice[];
  value: number | null;
  placeholder: string;
  onChange: (id: number | null) => void;
  size?: 'xs' | 'sm';
}

/** A searchable choice of one thing that has a number. */
export function IdSelect({ label, isLabelHidden = false, choices, value, placeholder, onChange, size = 'sm' }: Props) {
  const texts = new Map(choices.map(({ id, text }) => [String(id), text]));
  return (
    <FieldSelect
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      size={size}
      data={choices.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value === null ? null : String(value)}
      placeholder={placeholder}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      searchable
      clearable
      limit={100}
      maxDropdownHeight={280}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{option.label}</Text>
          {texts.get(option.value) && (
            <Text size="xs" c="dimmed" className={styles.text ?? ''}>
              {texts.get(option.value)}
            </Text>
          )}
        </div>
      )}
    />
  );
}
