import type { Profession } from '../api/types';

/** The colours that players know from the game's squad list; dark letters are readable on each. */
export const professionColors: Record<Profession, string> = {
  Guardian: '#72c1d9',
  Revenant: '#d97a67',
  Warrior: '#ffd166',
  Engineer: '#d09c59',
  Ranger: '#8cdc82',
  Thief: '#c99aa0',
  Elementalist: '#f68a87',
  Mesmer: '#c48fe0',
  Necromancer: '#5fb87d',
};
