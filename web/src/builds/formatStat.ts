const fractions = new Set([
  'critical_chance',
  'critical_damage',
  'boon_duration',
  'condition_duration',
  'outgoing_healing',
]);

export const isFraction = (stat: string) => fractions.has(stat);

/** 3163 as "3,163", a chance of 0.8205 as "82.1%". */
export function formatStat(stat: string, value: number, language: string): string {
  return isFraction(stat)
    ? new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(value)
    : new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(value);
}

/** The same with its sign, for a difference. */
export function formatChange(stat: string, value: number, language: string): string {
  return `${value > 0 ? '+' : ''}${formatStat(stat, value, language)}`;
}
