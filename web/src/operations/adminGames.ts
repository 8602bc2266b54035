import { queryOptions } from '@tanstack/react-query';
import { read } from '../api/http';

export interface AdminSession {
  userId: string;
  seat: string | null;
  lastAck: number;
  backlog: number;
  connected: boolean;
  lastHeartbeatAt: number;
}

export interface AdminGame {
  id: string;
  kind: string;
  status: string;
  head: number;
  floor: number;
  sessions: AdminSession[];
}

export interface AdminEvent {
  sequence: number;
  type: string;
  data: unknown;
  userId: string | null;
  at: number;
  /** The seats that may see it; absent: everybody. */
  audience?: string[] | null;
}

const everyMs = 5_000;

export const adminGamesQuery = queryOptions({
  queryKey: ['operations', 'games'],
  queryFn: ({ signal }) => read<AdminGame[]>('/admin/games', signal),
  refetchInterval: everyMs,
});

export const adminGameQuery = (id: string) =>
  queryOptions({
    queryKey: ['operations', 'games', id],
    queryFn: ({ signal }) => read<AdminGame>(`/admin/games/${id}`, signal),
    refetchInterval: everyMs,
  });

const pageSize = 500;

/** The whole log, page by page. */
export const adminEventsQuery = (id: string, head: number) =>
  queryOptions({
    queryKey: ['operations', 'games', id, 'events', head],
    queryFn: async ({ signal }) => {
      const events: AdminEvent[] = [];
      for (let after = 0, more = true; more; after = events.at(-1)?.sequence ?? 0) {
        const page = await read<AdminEvent[]>(`/admin/games/${id}/events?after=${after}&limit=${pageSize}`, signal);
        events.push(...page);
        more = page.length === pageSize;
      }
      return events;
    },
    placeholderData: (before) => before,
  });
