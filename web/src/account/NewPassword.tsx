import { PasswordInput, Stack, Text } from '@mantine/core';
import { useTexts } from '../i18n/texts';
import styles from './NewPassword.module.css';
import { brokenRules, type PasswordRule, passwordRules } from './passwordRules';
import { accountTexts } from './texts';

/** A password field that shows which rules are still open. */
export function NewPassword({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (password: string) => void;
}) {
  const t = useTexts(accountTexts);
  const words: Record<PasswordRule, string> = {
    length: t.ruleLength,
    upper: t.ruleUpper,
    lower: t.ruleLower,
    digit: t.ruleDigit,
    symbol: t.ruleSymbol,
  };
  const broken = brokenRules(value);
  return (
    <Stack gap={6}>
      <PasswordInput
        label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoComplete="new-password"
        required
      />
      <Text size="xs" c="dimmed" component="div" className={styles.rules ?? ''}>
        {passwordRules.map((rule) => (
          <span key={rule}>
            {broken.includes(rule) ? '○' : '✓'} {words[rule]}
          </span>
        ))}
      </Text>
    </Stack>
  );
}
