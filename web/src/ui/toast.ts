export interface Toast {
  id: number;
  message: string;
  tone: 'good' | 'bad';
}

const lifeMs = 6_000;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Tells the reader what came of something, for some seconds. */
export function toast(message: string, tone: Toast['tone'] = 'good') {
  const id = ++lastId;
  set([...toasts, { id, message, tone }]);
  setTimeout(() => dismiss(id), lifeMs);
}

export function dismiss(id: number) {
  set(toasts.filter((one) => one.id !== id));
}

export const currentToasts = () => toasts;

export function onToasts(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function set(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}
