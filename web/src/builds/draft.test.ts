import { expect, test } from 'vitest';
import type { Build, Catalogue, ProfessionCatalogue } from '../api/types';
import { draftOf, titleOf, toBuild } from './draft';

const specializations = [
  { id: 42, name: 'Zeal', is_elite: false, majors: [] },
  { id: 62, name: 'Firebrand', is_elite: true, majors: [] },
];
const profession = { name: 'Guardian', specializations } as unknown as ProfessionCatalogue;
const catalogue = { runes: [], sigils: [], prefixes: [], professions: [profession] } as unknown as Catalogue;
const build = (specialization: string) =>
  ({
    name: 'One',
    profession: 'Guardian',
    specialization,
    trait_lines: [],
    skills: [],
    equipment: [],
  }) as unknown as Build;

test('a build that names its specialization alone is edited and kept with that line', () => {
  const elite = draftOf(build('Firebrand'), catalogue, profession);
  expect(elite.lines.map((line) => line.id)).toEqual([0, 0, 62]);
  expect(titleOf(elite, catalogue)).toBe('Firebrand');
  expect(toBuild(elite, catalogue).specialization).toBe('Firebrand');
  expect(draftOf(build('Zeal'), catalogue, profession).lines.map((line) => line.id)).toEqual([42, 0, 0]);
});
