import { type ReactNode, useDeferredValue } from 'react';

/** Draws what is below the first screen once that stands, so that the page answers in between. */
export function Later({ children }: { children: ReactNode }) {
  return useDeferredValue(true, false) && children;
}
