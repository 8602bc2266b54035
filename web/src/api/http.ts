import { ApiError } from './ApiError';
import { isSignedIn, keepSignedIn, signedIn, signInAgain } from './signIn';
import type { TokenPair } from './types';

const root = '/api/v1';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Page<T> {
  items: T[];
  total: number;
}

/** Reads what anybody may read, or what the signed-in user may. */
export async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  return body<T>(await call('GET', path, undefined, signal));
}

export async function readText(path: string, signal?: AbortSignal): Promise<string> {
  const answer = await call('GET', path, undefined, signal);
  if (!answer.ok) throw await ApiError.read(answer);
  return answer.text();
}

export async function readPage<T>(path: string, signal?: AbortSignal): Promise<Page<T>> {
  const answer = await call('GET', path, undefined, signal);
  const items = await body<T[]>(answer);
  return { items, total: Number(answer.headers.get('X-Total-Count') ?? items.length) };
}

/** Asks something that needs no account and keeps nothing. */
export async function ask<T>(path: string, json: unknown, signal?: AbortSignal): Promise<T> {
  return body<T>(await call('POST', path, JSON.stringify(json), signal));
}

/** Does something that needs an account; a visitor gets a guest's, which registering makes a full one. */
export async function send<T>(method: Method, path: string, json?: unknown): Promise<T> {
  await ensureAccount();
  return body<T>(await call(method, path, json === undefined ? undefined : JSON.stringify(json)));
}

export async function sendForm<T>(path: string, form: Record<string, string>): Promise<T> {
  return body<T>(await call('POST', path, new URLSearchParams(form)));
}

let guest: Promise<void> | undefined;

export async function ensureAccount(): Promise<void> {
  if (isSignedIn()) return;
  guest ??= ask<TokenPair>('/auth/guest', {})
    .then(signedIn)
    .finally(() => {
      guest = undefined;
    });
  await guest;
}

async function call(method: Method, path: string, content?: string | URLSearchParams, signal?: AbortSignal) {
  const headers = typeof content === 'string' ? { 'Content-Type': 'application/json' } : {};
  const init: RequestInit = { method, headers, body: content ?? null, signal: signal ?? null };
  try {
    await keepSignedIn();
    const sentAt = performance.now();
    const answer = await fetch(root + path, init);
    const isRefused = answer.status === 401 && isSignedIn() && !path.startsWith('/auth/login');
    return isRefused && (await signInAgain(sentAt)) ? await fetch(root + path, init) : answer;
  } catch (error) {
    if (error instanceof TypeError) throw new ApiError(0, 'OFFLINE', 'The server cannot be reached.');
    throw error;
  }
}

async function body<T>(answer: Response): Promise<T> {
  if (!answer.ok) throw await ApiError.read(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}
