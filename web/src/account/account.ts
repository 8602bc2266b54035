import { ask, send, sendForm } from '../api/http';
import { signedIn, signedOut } from '../api/signIn';
import type { TokenPair } from '../api/types';

export interface Registration {
  email: string;
  username: string;
  password: string;
}

export async function signIn(name: string, password: string) {
  signedIn(await sendForm<TokenPair>('/auth/login', { username: name, password }));
}

/** With a guest signed in, registering turns that account into a full one. */
export async function register(registration: Registration) {
  await ask('/auth/register', registration);
  await signIn(registration.email, registration.password);
}

export async function signOut(everywhere = false) {
  await send('POST', '/auth/logout', { everywhere });
  signedOut();
}

export async function changePassword(current: string, next: string) {
  await send('POST', '/auth/change-password', { current_password: current, new_password: next });
}
