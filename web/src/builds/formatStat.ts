const fractions = new Set([
  'critical_chance',
  'critical_damage',
  'boon_duration',
  'condition_duration',
  'outgoing_healing',
]);

export const isFraction = (stat: string) => fractions.has(stat);

// Each is slow to make and quick to use.
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(language: string, hasPercent: boolean): Intl.NumberFormat {
  const key = `${language} ${hasPercent}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(
    language,
    hasPercent ? { style: 'percent', maximumFractionDigits: 1 } : { maximumFractionDigits: 0 },
  );
  formats.set(key, made);
  return made;
}

/** 3163 as "3,163", a chance of 0.8205 as "82.1%". */
export function formatStat(stat: string, value: number, language: string): string {
  return formatOf(language, isFraction(stat)).format(value);
}

/** The same with its sign, for a difference. */
export function formatChange(stat: string, value: number, language: string): string {
  return `${value > 0 ? '+' : ''}${formatStat(stat, value, language)}`;
}
