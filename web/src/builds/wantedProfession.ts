import { type Profession, professions } from '../api/types';

/** The profession that a link to a new build names, else the game's first. */
export function wantedProfession(search: string): Profession {
  const wanted = new URLSearchParams(search).get('profession');
  return professions.find((one) => one === wanted) ?? 'Guardian';
}
