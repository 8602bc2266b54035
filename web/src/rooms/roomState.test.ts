import { readFileSync } from 'node:fs';
import type { GameEvent } from '@gw2optimizer/game-sessions';
import { expect, test } from 'vitest';
import { type RoomOptions, type RoomState, roomRules } from './roomState';

/** What a real server told: every event of a room, and the state after each. */
const recorded = JSON.parse(readFileSync(new URL('recorded-room.json', import.meta.url), 'utf8')) as {
  options: RoomOptions;
  events: GameEvent[];
  states: Record<number, RoomState>;
};

test('after every event the fold is the state that the server tells', () => {
  const rules = roomRules(recorded.options);
  let room = rules.first;
  let compared = 0;
  for (const event of recorded.events) {
    room = rules.apply(room, event);
    const told = recorded.states[event.sequence];
    if (told) {
      expect(room).toEqual(rules.restore(told));
      compared++;
    }
  }
  expect(compared).toBe(Object.keys(recorded.states).length);
  const types = new Set(recorded.events.map((event) => event.type));
  for (const type of [
    'joined',
    'left',
    'noted',
    'signedUp',
    'assigned',
    'moved',
    'cleared',
    'composed',
    'locked',
    'unlocked',
  ]) {
    expect(types).toContain(type);
  }
});
