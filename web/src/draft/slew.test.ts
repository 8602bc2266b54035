import { expect, test } from 'vitest';
import { clockText, slew } from './slew';

test('a clock that is right runs with time', () => {
  expect(slew(60_000, 59_984, 16)).toBe(59_984);
});

test('a small correction is spread, and arrives', () => {
  let shown = 60_000;
  let told = 59_700;
  let stepMax = 0;
  for (let frame = 0; frame < 300; frame++) {
    told -= 16;
    const next = slew(shown, told, 16);
    stepMax = Math.max(stepMax, shown - next);
    expect(next).toBeLessThan(shown);
    shown = next;
  }
  expect(stepMax).toBeLessThan(18);
  expect(Math.abs(shown - told)).toBeLessThan(1);
});

test('what is far off is put right at once, and no clock is below zero', () => {
  expect(slew(60_000, 50_000, 16)).toBe(50_000);
  expect(slew(10, 0, 16)).toBe(0);
});

test('minutes, then tenths', () => {
  expect([600_000, 61_500, 10_000, 9_990, 940, 0].map(clockText)).toEqual([
    '10:00',
    '1:01',
    '0:10',
    '9.9',
    '0.9',
    '0.0',
  ]);
});
