import { ApiError } from './ApiError';
import type { TokenPair } from './types';

// The tokens are in cookies that no script can read; what is kept here is only until when the access token lasts.
// It spares a visitor's first call, which would be refused, and tells when to refresh before a call is.
const storageKey = 'signedInUntil';
const marginMs = 30_000;

type Listener = () => void;
const listeners = new Set<Listener>();

export function isSignedIn(): boolean {
  return localStorage.getItem(storageKey) !== null;
}

export function onSignInChange(listener: Listener): () => void {
  const fromOtherTab = (event: StorageEvent) => {
    if (event.key === storageKey) listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', fromOtherTab);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', fromOtherTab);
  };
}

export function signedIn(tokens: TokenPair) {
  const isNew = !isSignedIn();
  localStorage.setItem(storageKey, String(Date.now() + tokens.expires_in * 1000));
  if (isNew) tell();
}

export function signedOut() {
  localStorage.removeItem(storageKey);
  tell();
}

/** Refreshes the tokens if they are about to run out. */
export async function keepSignedIn(): Promise<void> {
  if (isStale()) await refresh(isStale);
}

/** Refreshes the tokens after a call was refused all the same. */
export async function signInAgain(refusedAt: number): Promise<boolean> {
  await refresh(() => isSignedIn() && refreshedAt <= refusedAt);
  return isSignedIn();
}

// The cookie may have run out before the note of it here; then the server looks for a token in the body, and there is none.
const noCookie = 415;

let refreshedAt = 0;

function isStale(): boolean {
  const until = localStorage.getItem(storageKey);
  return until !== null && Number(until) - marginMs < Date.now();
}

// A refresh token that is used twice ends the sign-in, so calls take turns, those of other tabs too.
async function refresh(isNeeded: () => boolean): Promise<void> {
  const turn = async () => {
    if (!isNeeded()) return;
    const answer = await fetch('/api/v1/auth/refresh', { method: 'POST' });
    if (answer.ok) {
      refreshedAt = performance.now();
      signedIn((await answer.json()) as TokenPair);
    } else if (answer.status === 401 || answer.status === noCookie) {
      signedOut();
    } else {
      throw await ApiError.read(answer);
    }
  };
  await inTurn(turn);
}

let lastTurn: Promise<void> = Promise.resolve();

async function inTurn(turn: () => Promise<void>): Promise<void> {
  if (navigator.locks) {
    await navigator.locks.request('refresh', turn);
    return;
  }
  // On plain http there are no locks between tabs; at least calls of this one take turns.
  lastTurn = lastTurn.catch(() => {}).then(turn);
  await lastTurn;
}

function tell() {
  for (const listener of listeners) listener();
}
