export const passwordRules = ['length', 'upper', 'lower', 'digit', 'symbol'] as const;
export type PasswordRule = (typeof passwordRules)[number];

const isKept: Record<PasswordRule, (password: string) => boolean> = {
  length: (password) => password.length >= 8 && password.length <= 128,
  upper: (password) => /\p{Lu}/u.test(password),
  lower: (password) => /\p{Ll}/u.test(password),
  digit: (password) => /\d/.test(password),
  symbol: (password) => /[^\p{L}\p{N}\s]/u.test(password),
};

export function brokenRules(password: string): PasswordRule[] {
  return passwordRules.filter((rule) => !isKept[rule](password));
}
