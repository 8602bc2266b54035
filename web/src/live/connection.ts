import type { SessionOutcome } from '@gw2optimizer/game-sessions';

/** How the page stands with its game, as the reader is told. */
export type Connection =
  | { kind: 'connecting' }
  | { kind: 'connected' }
  /** The connection was lost and is here again; so many changes came meanwhile. */
  | { kind: 'back'; changes: number }
  /** What was known before does not count any more; the page shows the server's state. */
  | { kind: 'renewed' }
  /** At `until`, by the page's clock, comes the next try. */
  | { kind: 'retrying'; until: number }
  | { kind: 'elsewhere' }
  | { kind: 'shutOut' };

export interface ConnectionState {
  now: Connection;
  hasBeenConnected: boolean;
}

export const firstConnection: ConnectionState = { now: { kind: 'connecting' }, hasBeenConnected: false };

export function connectionAfter(state: ConnectionState, outcome: SessionOutcome, at: number): ConnectionState {
  switch (outcome.kind) {
    case 'fresh':
      return { now: { kind: 'connected' }, hasBeenConnected: true };
    case 'current':
    case 'replayed': {
      // What comes first is the past and was not missed.
      const changes = outcome.kind === 'replayed' ? outcome.events : 0;
      return {
        now: state.hasBeenConnected ? { kind: 'back', changes } : { kind: 'connected' },
        hasBeenConnected: true,
      };
    }
    case 'resynced':
      return { now: { kind: state.hasBeenConnected ? 'renewed' : 'connected' }, hasBeenConnected: true };
    case 'retrying':
      return { ...state, now: { kind: 'retrying', until: at + outcome.afterMs } };
    case 'takenOver':
      return { ...state, now: { kind: 'elsewhere' } };
    case 'revoked':
      return { ...state, now: { kind: 'shutOut' } };
    case 'ended':
      return state;
  }
}
