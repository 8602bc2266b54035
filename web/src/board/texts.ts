import { texts } from '../i18n/texts';

export const boardTexts = texts(
  {
    subgroup: (number: number) => `Subgroup ${number}`,
    moved: (name: string, seat: number) => `${name} moved to seat ${seat}.`,
  },
  {
    subgroup: (number: number) => `Sous-groupe ${number}`,
    moved: (name: string, seat: number) => `${name} est à la place ${seat}.`,
  },
);
