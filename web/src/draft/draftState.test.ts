import { readFileSync } from 'node:fs';
import type { GameEvent } from '@gw2optimizer/game-sessions';
import { describe, expect, test } from 'vitest';
import {
  availableIn,
  bansOf,
  type DraftOptions,
  type DraftState,
  type DraftView,
  draftRules,
  nextOf,
  picksOf,
} from './draftState';

/** What a real server told one reader: every event, and the state after each. */
interface Recorded {
  reader: 'blue' | 'red' | 'spectator';
  options: DraftOptions;
  events: GameEvent[];
  states: Record<number, DraftView>;
}

const recorded = JSON.parse(readFileSync(new URL('recorded-drafts.json', import.meta.url), 'utf8')) as Record<
  string,
  Recorded
>;

const viewOf = (draft: DraftState): DraftView => ({
  format: draft.format,
  step: draft.moves.length,
  next: nextOf(draft),
  bans: { blue: bansOf(draft, 'blue'), red: bansOf(draft, 'red') },
  picks: { blue: picksOf(draft, 'blue'), red: picksOf(draft, 'red') },
  available: availableIn(draft),
  result: draft.result,
});

describe.each(Object.entries(recorded))('%s', (_, { options, events, states }) => {
  const rules = draftRules(options);

  test('after every event the fold is the state that the server tells', () => {
    let draft = rules.first;
    let compared = 0;
    for (const event of events) {
      draft = rules.apply(draft, event);
      const told = states[event.sequence];
      if (told) {
        expect(viewOf(draft)).toEqual({ ...told, next: told.next ?? null, result: told.result ?? null });
        compared++;
      }
    }
    expect(compared).toBe(Object.keys(states).length);
  });

  test('what is restored from a told state goes on like what was folded', () => {
    for (const [sequence, told] of Object.entries(states)) {
      const rest = events.filter((event) => event.sequence > Number(sequence));
      // What was hidden before a snapshot has no number in it, and cannot be revealed after.
      if (rest.some((event) => event.type === 'revealed')) continue;
      const last = events.at(-1) as GameEvent;
      const gone = rest.reduce(rules.apply, rules.restore(told));
      expect(viewOf(gone)).toEqual(viewOf(events.reduce(rules.apply, rules.first)));
      expect(last.sequence).toBe(events.length);
    }
  });
});
