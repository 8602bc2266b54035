import { Combobox, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
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

/** A searchable choice of one thing that has a number. A page has dozens, so each is a plain field until it is entered. */
export function IdSelect(props: Props) {
  const { label, isLabelHidden = false, choices, value, placeholder, size = 'sm' } = props;
  const [isEntered, setEntered] = useState(false);
  return isEntered ? (
    <EnteredSelect {...props} onLeave={() => setEntered(false)} />
  ) : (
    <TextInput
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      size={size}
      value={choices.find((one) => one.id === value)?.name ?? ''}
      placeholder={placeholder}
      readOnly
      pointer
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={false}
      rightSection={<Combobox.Chevron />}
      rightSectionPointerEvents="none"
      onFocus={() => setEntered(true)}
    />
  );
}

function EnteredSelect({
  label,
  isLabelHidden = false,
  choices,
  value,
  placeholder,
  onChange,
  size = 'sm',
  onLeave,
}: Props & { onLeave: () => void }) {
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
      onBlur={onLeave}
      autoFocus
      defaultDropdownOpened
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
