import { Select, Text } from '@mantine/core';
import styles from './IdSelect.module.css';

export interface Choice {
  id: number;
  name: string;
  text?: string | null;
}

/** A searchable choice of one thing that has a number. */
export function IdSelect({
  label,
  isLabelHidden = false,
  choices,
  value,
  placeholder,
  onChange,
  size = 'sm',
}: {
  label: string;
  isLabelHidden?: boolean;
  choices: readonly Choice[];
  value: number | null;
  placeholder: string;
  onChange: (id: number | null) => void;
  size?: 'xs' | 'sm';
}) {
  const data = choices.map(({ id, name }) => ({ value: String(id), label: name }));
  const texts = new Map(choices.map(({ id, text }) => [String(id), text]));
  return (
    <Select
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      size={size}
      data={data}
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
