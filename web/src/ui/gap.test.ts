import { expect, test } from 'vitest';
import { gapOf } from './gap';

test('a gap is the share by which something better may exist', () => {
  expect(gapOf(100, 100.2)).toBeCloseTo(0.002);
  expect(gapOf(100, 100)).toBe(0);
  expect(gapOf(100, 99.9999)).toBe(0);
  expect(gapOf(0, 5)).toBe(0);
});
