import type { GameMode, PrefixChoice } from '../api/types';
import { type GearSlot, pieceOf } from './gearSlots';

export const barAttributes = [
  'power',
  'precision',
  'ferocity',
  'condition_damage',
  'expertise',
  'vitality',
  'toughness',
  'healing_power',
  'concentration',
] as const;
export type BarAttribute = (typeof barAttributes)[number];

export const barColors: Record<BarAttribute, string> = {
  power: '#c2410c',
  precision: '#f59e0b',
  ferocity: '#fcd34d',
  condition_damage: '#7c3aed',
  expertise: '#c084fc',
  vitality: '#be123c',
  toughness: '#64748b',
  healing_power: '#15803d',
  concentration: '#38bdf8',
};

const wvwModes: readonly GameMode[] = ['zerg', 'raid_guild', 'roaming'];

/** The points of an ascended piece; in WvW Celestial gives no durations. */
export function pointsOf(
  prefix: PrefixChoice,
  slot: GearSlot,
  isTwoHanded: boolean,
  gameMode: GameMode,
): Partial<Record<BarAttribute, number>> {
  const points = prefix.points[pieceOf(slot, isTwoHanded)] ?? {};
  const isCut = prefix.name === 'Celestial' && wvwModes.includes(gameMode);
  return Object.fromEntries(
    barAttributes
      .filter((attribute) => points[attribute] && !(isCut && ['expertise', 'concentration'].includes(attribute)))
      .map((attribute) => [attribute, points[attribute]]),
  );
}

export const totalOf = (points: Partial<Record<BarAttribute, number>>) =>
  Object.values(points).reduce((sum, amount) => sum + amount, 0);
