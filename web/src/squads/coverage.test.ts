import { expect, test } from 'vitest';
import type { TeamAnalysis } from '../api/types';
import { coverageLevel, gapsOf, rowsOfAnalysis } from './coverage';

const analysis: TeamAnalysis = {
  score: 41,
  subgroups: [
    { subgroup: 1, coverage: [{ effect: 'stability', supplied: 2, share: 0.5, points: 10, missing: 5 }] },
    { subgroup: 3, coverage: [{ effect: 'stability', supplied: 4, share: 1, points: 20, missing: 0 }] },
  ],
  squad: [
    { effect: 'strip', supplied: 1, share: 0.25, points: 5, missing: 15 },
    { effect: 'damage', supplied: 9, share: null, points: 50, missing: 0 },
  ],
  roles: {},
  members: [],
  gaps: [
    { subgroup: 3, effect: 'alacrity', points: 40, why: 'nobody' },
    { subgroup: null, effect: 'strip', points: 15, why: 'few' },
    { subgroup: 1, effect: 'alacrity', points: 40, why: 'nobody' },
  ],
  assumed: [],
};

test('colours go from nothing to all of it in five steps', () => {
  expect([0, 0.001, 0.2, 0.4, 0.74, 0.75, 0.99, 0.996, 1].map(coverageLevel)).toEqual([0, 0, 1, 2, 2, 3, 3, 4, 4]);
});

test('rows have a cell for each subgroup, empty where nobody is', () => {
  expect(rowsOfAnalysis(analysis, 3)).toEqual([
    { effect: 'stability', subgroups: [0.5, undefined, 1], squad: undefined },
    { effect: 'strip', subgroups: [undefined, undefined, undefined], squad: 0.25 },
  ]);
});

test('the same gap in several subgroups is named once, the worst first', () => {
  expect(gapsOf(analysis)).toEqual([
    { effect: 'alacrity', subgroups: [1, 3], points: 80, why: 'nobody' },
    { effect: 'strip', subgroups: [], points: 15, why: 'few' },
  ]);
});
