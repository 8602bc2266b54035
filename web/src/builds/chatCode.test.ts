import { expect, test } from 'vitest';
import { findChatCode } from './chatCode';

const code = '[&DQEQLi8qPjouAAAAewEAAAAAAABhAgAASBcAAAAAAAAAAAAAAAAAAAAAAAA=]';

test('finds a build code in a line of chat', () => {
  expect(findChatCode(`Reset night: ${code} and bring food`)).toBe(code);
});

test('finds nothing in other links and other text', () => {
  expect(findChatCode('[&AgH1WQAA]')).toBeUndefined();
  expect(findChatCode('DQEQLi8q')).toBeUndefined();
  expect(findChatCode('[&DQEQ Li8q=]')).toBeUndefined();
});
