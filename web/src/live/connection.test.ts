import { expect, test } from 'vitest';
import { connectionAfter, firstConnection } from './connection';

test('the past that comes with the first connection was not missed', () => {
  expect(connectionAfter(firstConnection, { kind: 'replayed', events: 12 }, 0).now).toEqual({ kind: 'connected' });
  const late = connectionAfter(firstConnection, { kind: 'retrying', afterMs: 100 }, 0);
  expect(connectionAfter(late, { kind: 'replayed', events: 12 }, 200).now).toEqual({ kind: 'connected' });
});

test('after a loss the reader is told what came meanwhile', () => {
  const lost = connectionAfter(
    connectionAfter(firstConnection, { kind: 'fresh' }, 0),
    { kind: 'retrying', afterMs: 3_000 },
    1_000,
  );
  expect(lost.now).toEqual({ kind: 'retrying', until: 4_000 });
  expect(connectionAfter(lost, { kind: 'current' }, 4_100).now).toEqual({ kind: 'back', changes: 0 });
  expect(connectionAfter(lost, { kind: 'replayed', events: 4 }, 4_100).now).toEqual({ kind: 'back', changes: 4 });
  expect(connectionAfter(lost, { kind: 'resynced', reason: 'forked' }, 4_100).now).toEqual({ kind: 'renewed' });
});

test('the end of a game changes nothing about the connection', () => {
  const back = connectionAfter(
    { now: { kind: 'connected' }, hasBeenConnected: true },
    { kind: 'replayed', events: 1 },
    0,
  );
  expect(connectionAfter(back, { kind: 'ended', result: null }, 0)).toEqual(back);
});
