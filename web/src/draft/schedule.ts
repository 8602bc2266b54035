export const seats = ['blue', 'red'] as const;
export type DraftSeat = (typeof seats)[number];
export type DraftAction = 'ban' | 'pick';

/** Whose turn it is to do what. */
export interface DraftStep {
  seat: DraftSeat;
  action: DraftAction;
}

export const formats = ['duel-5', 'duel-10'] as const;
export type DraftFormat = (typeof formats)[number];

// Bans alternate, picks go in a snake.
const snake = 'BRRB';

const of = (bans: string, picks: number): readonly DraftStep[] => [
  ...[...bans].map((letter) => step(letter, 'ban')),
  ...Array.from({ length: picks }, (_, i) => step(snake.charAt(i % snake.length), 'pick')),
];

const step = (letter: string, action: DraftAction): DraftStep => ({ seat: letter === 'B' ? 'blue' : 'red', action });

const schedules: Record<DraftFormat, readonly DraftStep[]> = {
  'duel-5': of('BRBR', 10),
  'duel-10': of('BRBRBRBR', 20),
};

export const scheduleOf = (format: DraftFormat) => schedules[format];

export const otherSeat = (seat: DraftSeat): DraftSeat => (seat === 'blue' ? 'red' : 'blue');
