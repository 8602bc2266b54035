import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from './ApiError';
import { read, send } from './http';
import { isSignedIn, signedIn } from './signIn';

// The browser's parts that are used, for a test that runs without one.
const stored = new Map<string, string>();
const calls: string[] = [];
const answers = new Map<string, () => Response>();
const tokens = () => Response.json({ expires_in: 1800 });

beforeEach(() => {
  stored.clear();
  calls.length = 0;
  answers.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const call = `${init.method} ${path.replace('/api/v1', '')}`;
    calls.push(call);
    const answer = answers.get(call);
    if (!answer) throw new TypeError('unreachable');
    return answer();
  });
});

afterEach(() => vi.unstubAllGlobals());

test('a visitor who makes things gets one guest account, also when two are made at once', async () => {
  answers.set('POST /auth/guest', tokens);
  answers.set('POST /builds', () => Response.json({ id: 'b' }));
  await Promise.all([send('POST', '/builds', {}), send('POST', '/builds', {})]);
  expect(calls).toEqual(['POST /auth/guest', 'POST /builds', 'POST /builds']);
  expect(isSignedIn()).toBe(true);
});

test('tokens that are about to run out are refreshed once, before any call', async () => {
  signedIn({ expires_in: 10 });
  answers.set('POST /auth/refresh', tokens);
  answers.set('GET /builds', () => Response.json([]));
  await Promise.all([read('/builds'), read('/builds')]);
  expect(calls.filter((call) => call === 'POST /auth/refresh')).toHaveLength(1);
  expect(calls[0]).toBe('POST /auth/refresh');
});

test('a call that is refused all the same is sent again after a refresh', async () => {
  signedIn({ expires_in: 1800 });
  let asked = 0;
  answers.set('POST /auth/refresh', tokens);
  answers.set('GET /builds', () => (asked++ === 0 ? new Response('{}', { status: 401 }) : Response.json(['b'])));
  await expect(read('/builds')).resolves.toEqual(['b']);
});

test('a sign-in that has ended is forgotten, and the refusal told', async () => {
  signedIn({ expires_in: 1800 });
  const refused = () => Response.json({ error_code: 'UNAUTHORIZED', detail: 'Sign in first.' }, { status: 401 });
  answers.set('POST /auth/refresh', refused);
  answers.set('GET /builds', refused);
  await expect(read('/builds')).rejects.toMatchObject({ code: 'UNAUTHORIZED', status: 401 });
  expect(isSignedIn()).toBe(false);
});

test('a visitor whose cookies are gone is one who is not signed in', async () => {
  signedIn({ expires_in: 0 });
  answers.set('POST /auth/refresh', () => Response.json({ error_code: 'UNSUPPORTED_MEDIA_TYPE' }, { status: 415 }));
  answers.set('GET /builds', () => Response.json([]));
  await expect(read('/builds')).resolves.toEqual([]);
  expect(isSignedIn()).toBe(false);
});

test('a refusal tells its fields and when to come back; silence is told as such', async () => {
  answers.set('GET /builds', () =>
    Response.json(
      { error_code: 'RATE_LIMITED', detail: 'Too many calls.', fields: { limit: 'Too high.' } },
      { status: 429, headers: { 'Retry-After': '12' } },
    ),
  );
  const refusal = await read('/builds').catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ApiError);
  expect(refusal).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 12, fields: { limit: 'Too high.' } });
  await expect(read('/teams')).rejects.toMatchObject({ code: 'OFFLINE', status: 0 });
});
