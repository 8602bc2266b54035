import { TextInput } from '@mantine/core';

/** A whole number that may be absent, in the browser's own field: a page has dozens. */
export function CountInput({
  label,
  isLabelHidden = false,
  value,
  max,
  size = 'sm',
  placeholder,
  onChange,
}: {
  label: string;
  isLabelHidden?: boolean;
  value: number | undefined;
  max: number;
  size?: 'xs' | 'sm';
  placeholder?: string;
  /** Undefined: nothing, or 0. */
  onChange: (value: number | undefined) => void;
}) {
  return (
    <TextInput
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      type="number"
      inputMode="numeric"
      size={size}
      min={0}
      max={max}
      step={1}
      value={value ?? ''}
      placeholder={placeholder ?? ''}
      onChange={(event) => {
        const written = Math.trunc(event.currentTarget.valueAsNumber);
        onChange(written > 0 ? Math.min(written, max) : undefined);
      }}
    />
  );
}
