import { expect, test } from 'vitest';
import type { ComposedMember, ComposedSquad, Role } from '../api/types';
import { lockedKinds, seatKey, seatsOfKinds, toRequest, type Wishes } from './composition';

const member = (specialization: string, role: Role): ComposedMember => ({
  profession: 'Guardian',
  specialization,
  role,
  provides: [],
  why: '',
});

const squad = {
  subgroups: [
    { members: [member('Firebrand', 'healer'), member('Firebrand', 'stability')] },
    { members: [member('Firebrand', 'healer'), member('Willbender', 'dps')] },
  ],
} as ComposedSquad;

const wishes: Wishes = { mode: 'raid', size: 10, pool: [], avoid: ['Scourge'], roles: { healer: 2 }, note: ' ' };

test('locked seats are told to the solver as kinds with their counts', () => {
  const kinds = lockedKinds(squad, new Set([seatKey(0, 0), seatKey(1, 0), seatKey(1, 1)]));
  expect(toRequest(wishes, kinds)).toEqual({
    game_mode: 'raid',
    team_size: 10,
    locked: [
      { profession: 'Guardian', specialization: 'Firebrand', role: 'healer', count: 2 },
      { profession: 'Guardian', specialization: 'Willbender', role: 'dps', count: 1 },
    ],
    preferences: { roles: { healer: 2 }, avoid: ['Scourge'] },
  });
});

test('a pool is told only where there is one', () => {
  expect(toRequest(wishes, new Map()).pool).toBeUndefined();
  expect(toRequest({ ...wishes, pool: ['Mesmer/Core'] }, new Map()).pool).toEqual([
    { profession: 'Mesmer', specialization: 'Core' },
  ]);
});

test('in a new squad the locks stand on as many of the same kind', () => {
  const seats = seatsOfKinds(
    squad,
    new Map([
      ['Guardian/Firebrand/healer', 1],
      ['Guardian/Willbender/dps', 2],
    ]),
  );
  expect(seats).toEqual(new Set([seatKey(0, 0), seatKey(1, 1)]));
});
