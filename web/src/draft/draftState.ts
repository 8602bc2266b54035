import type { GameEvent } from '@gw2optimizer/game-sessions';
import type { Role } from '../api/types';
import type { Rules } from '../live/gameStore';
import { type DraftFormat, type DraftSeat, type DraftStep, scheduleOf } from './schedule';

export interface Move extends DraftStep {
  /** Null where only the outcome is known. */
  sequence: number | null;
  /** Null while this ban is hidden from the reader. */
  specialization: string | null;
  role: Role | null;
}

export interface Pick {
  specialization: string;
  role: Role;
}

export interface DraftResult {
  winner: DraftSeat | null;
  reason: 'complete' | 'resigned' | 'flag';
  scores: Record<DraftSeat, number> | null;
}

/** A draft as the reader may see it. */
export interface DraftState {
  format: DraftFormat;
  pool: readonly string[];
  hasStarted: boolean;
  moves: readonly Move[];
  result: DraftResult | null;
}

export interface DraftOptions {
  format: DraftFormat;
  pool: string[];
  public: boolean;
  blindBans: boolean;
}

/** The state as the server tells it. */
export interface DraftView {
  format: DraftFormat;
  step: number;
  next: DraftStep | null;
  bans: Record<DraftSeat, string[]>;
  picks: Record<DraftSeat, Pick[]>;
  available: string[];
  result: DraftResult | null;
}

export const draftRules = ({ format, pool }: DraftOptions): Rules<DraftState> => ({
  first: { format, pool, hasStarted: false, moves: [], result: null },
  apply,
  restore: (view) => restore(view as DraftView, pool),
});

export function apply(draft: DraftState, event: GameEvent): DraftState {
  const { sequence } = event;
  switch (event.type) {
    case 'started':
      return { ...draft, hasStarted: true };
    case 'banned':
    case 'picked': {
      const { specialization, role } = event.data as { specialization: string; role?: Role };
      return withMove(draft, { sequence, specialization, role: role ?? null });
    }
    case 'hidden':
      // Only bans are ever hidden.
      return withMove(draft, { sequence, specialization: null, role: null });
    case 'revealed': {
      const { sequence: hidden, data } = event.data as { sequence: number; data: { specialization: string } };
      const moves = draft.moves.map((move) =>
        move.sequence === hidden ? { ...move, specialization: data.specialization } : move,
      );
      return { ...draft, moves };
    }
    case 'finished': {
      const { winner = null, reason, scores = null } = event.data as DraftResult;
      return { ...draft, result: { winner, reason, scores } };
    }
    default:
      return draft;
  }
}

export const stepsOf = (draft: DraftState): readonly DraftStep[] => scheduleOf(draft.format);

/** What is due; null before the start and once the draft is over. */
export function nextOf(draft: DraftState): DraftStep | null {
  return draft.result || !draft.hasStarted ? null : (stepsOf(draft)[draft.moves.length] ?? null);
}

export function availableIn(draft: DraftState): string[] {
  const taken = new Set(draft.moves.map((move) => move.specialization));
  return draft.pool.filter((name) => !taken.has(name));
}

export function picksOf(draft: DraftState, seat: DraftSeat): Pick[] {
  return movesOf(draft, seat, 'pick').map(({ specialization, role }) => ({ specialization, role }) as Pick);
}

/** Without those that are hidden from the reader. */
export function bansOf(draft: DraftState, seat: DraftSeat): string[] {
  return movesOf(draft, seat, 'ban').flatMap(({ specialization }) => specialization ?? []);
}

const movesOf = (draft: DraftState, seat: DraftSeat, action: DraftStep['action']) =>
  draft.moves.filter((move) => move.seat === seat && move.action === action);

function withMove(draft: DraftState, move: Omit<Move, keyof DraftStep>): DraftState {
  const step = stepsOf(draft)[draft.moves.length];
  return step ? { ...draft, moves: [...draft.moves, { ...step, ...move }] } : draft;
}

/** Each side's moves in their order give back the order of all; a hidden ban leaves a gap at the end of its side's. */
function restore(view: DraftView, pool: readonly string[]): DraftState {
  const bans = { blue: [...view.bans.blue], red: [...view.bans.red] };
  const picks = { blue: [...view.picks.blue], red: [...view.picks.red] };
  const moves = scheduleOf(view.format)
    .slice(0, view.step)
    .map((step): Move => {
      const pick = step.action === 'pick' ? picks[step.seat].shift() : undefined;
      const specialization = step.action === 'pick' ? pick?.specialization : bans[step.seat].shift();
      return { ...step, sequence: null, specialization: specialization ?? null, role: pick?.role ?? null };
    });
  return { format: view.format, pool, hasStarted: view.step > 0, moves, result: view.result ?? null };
}
