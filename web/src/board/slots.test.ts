import { expect, test } from 'vitest';
import { slotAfter, subgroupsOf } from './slots';

test('arrow keys lead to the next seat and the next subgroup, never off the board', () => {
  expect(slotAfter(1, 'ArrowDown', 12)).toBe(2);
  expect(slotAfter(1, 'ArrowUp', 12)).toBeNull();
  expect(slotAfter(3, 'ArrowRight', 12)).toBe(8);
  expect(slotAfter(8, 'ArrowRight', 12)).toBeNull();
  expect(slotAfter(8, 'ArrowLeft', 12)).toBe(3);
  expect(slotAfter(8, 'Enter', 12)).toBeNull();
});

test('subgroups have five seats, the last one what is left', () => {
  expect(subgroupsOf(12)).toEqual([
    [1, 2, 3, 4, 5],
    [6, 7, 8, 9, 10],
    [11, 12],
  ]);
});
