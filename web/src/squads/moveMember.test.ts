import { expect, test } from 'vitest';
import type { Team, TeamMember } from '../api/types';
import { moveMember } from './moveMember';

const member = (id: string, slot: number): TeamMember => ({
  id,
  slot_number: slot,
  role: 'dps',
  player_name: null,
  build_id: null,
  build: { profession: 'Guardian', specialization: 'Firebrand', role: 'dps' },
});

const team: Team = {
  id: 't',
  user_id: 'u',
  owner: 'aurene',
  name: 'Reset night',
  game_mode: 'zerg',
  size: 12,
  description: null,
  is_public: false,
  members: [member('a', 1), member('b', 6)],
  created_at: '',
  updated_at: '',
};

const slots = (moved: Team) => Object.fromEntries(moved.members.map((one) => [one.id, one.slot_number]));

test('a member moves to a free seat', () => {
  expect(slots(moveMember(team, 'a', 12))).toEqual({ a: 12, b: 6 });
});

test('two members swap, and stay in the order of their seats', () => {
  const swapped = moveMember(team, 'a', 6);
  expect(slots(swapped)).toEqual({ a: 6, b: 1 });
  expect(swapped.members.map((one) => one.id)).toEqual(['b', 'a']);
});

test('a move beyond the board or of nobody changes nothing', () => {
  expect(moveMember(team, 'a', 13)).toBe(team);
  expect(moveMember(team, 'a', 0)).toBe(team);
  expect(moveMember(team, 'nobody', 3)).toBe(team);
});
