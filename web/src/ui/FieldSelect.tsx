import { Combobox, Select, type SelectProps, TextInput } from '@mantine/core';
import { useState } from 'react';

interface Choice {
  value: string;
  label: string;
}

type Data = (Choice | { group: string; items: Choice[] })[];

/** A `Select` that is a plain field until it is entered: a page has dozens, and a list costs much even while it is closed. */
export function FieldSelect(props: SelectProps & { data: Data }) {
  const [isEntered, setEntered] = useState(false);
  if (isEntered) return <Select {...props} onBlur={() => setEntered(false)} autoFocus defaultDropdownOpened />;
  const { label, 'aria-label': ariaLabel, data, value, placeholder = '', size = 'sm', disabled = false } = props;
  return (
    <TextInput
      {...(label ? { label } : { 'aria-label': ariaLabel })}
      value={labelOf(data, value ?? null)}
      placeholder={placeholder}
      size={size}
      disabled={disabled}
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

const labelOf = (data: Data, value: string | null) =>
  data.flatMap((item) => ('group' in item ? item.items : item)).find((choice) => choice.value === value)?.label ?? '';
