import type { GameEvent } from '@gw2optimizer/game-sessions';
import { expect, test } from 'vitest';
import { noticeOf } from './noticeState';

const event = (type: string, data: unknown) => ({ sequence: 7, type, data }) as GameEvent;

test('an invitation names the game that it is to', () => {
  const data = { kind: 'invitation', title: 'Invitation', message: 'A seat is kept for you.', data: { gameId: 'a' } };
  expect(noticeOf(event('notified', data))).toEqual({
    sequence: 7,
    title: 'Invitation',
    message: 'A seat is kept for you.',
    gameId: 'a',
  });
});

test('another notice leads nowhere, and other news of the inbox is none', () => {
  expect(
    noticeOf(event('notified', { kind: 'news', title: 'T', message: 'M', data: { gameId: 'a' } }))?.gameId,
  ).toBeNull();
  expect(noticeOf(event('queued', {}))).toBeNull();
});
