import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { read, send } from '../api/http';
import type { Role, Team, TeamAnalysis, TeamMember } from '../api/types';
import { toast } from '../ui/toast';
import { useErrorText } from '../ui/useErrorText';
import { moveMember } from './moveMember';

const teamKey = (id: string) => ['teams', id];

export function useTeam(id: string) {
  return useQuery({
    queryKey: teamKey(id),
    queryFn: ({ signal }) => read<Team>(`/teams/${encodeURIComponent(id)}`, signal),
  });
}

export function useAnalysis(id: string) {
  return useQuery({
    queryKey: [...teamKey(id), 'analysis'],
    queryFn: ({ signal }) => read<TeamAnalysis>(`/teams/${encodeURIComponent(id)}/analysis`, signal),
  });
}

export interface MemberChange {
  role?: Role;
  player_name?: string | null;
}

/** Changes of one team. A move is shown at once, and taken back if the server refuses it. */
export function useTeamChanges(id: string) {
  const queries = useQueryClient();
  const tell = useErrorText();
  const settle = useCallback(() => queries.invalidateQueries({ queryKey: teamKey(id) }), [queries, id]);
  const options = { onSettled: settle, onError: (error: unknown) => toast(tell(error), 'bad') };
  const move = useMutation({
    // One after the other, in the order of the hand.
    scope: { id: `moves of ${id}` },
    mutationFn: ({ memberId, slot }: { memberId: string; slot: number }) =>
      send<TeamMember>('PATCH', `/teams/${id}/members/${memberId}`, { slot_number: slot, swap: true }),
    onMutate: ({ memberId, slot }) => {
      void queries.cancelQueries({ queryKey: teamKey(id), exact: true });
      queries.setQueryData<Team>(teamKey(id), (team) => team && moveMember(team, memberId, slot));
    },
    onError: options.onError,
    onSettled: () => (queries.isMutating({ mutationKey: ['move', id] }) > 1 ? undefined : settle()),
    mutationKey: ['move', id],
  });
  const place = useMutation({
    mutationFn: ({ buildId, role, slot }: { buildId: string; role: Role; slot: number }) =>
      send<TeamMember>('POST', `/teams/${id}/members`, { build_id: buildId, role, slot_number: slot }),
    ...options,
  });
  const change = useMutation({
    mutationFn: ({ memberId, ...changed }: MemberChange & { memberId: string }) =>
      send<TeamMember>('PATCH', `/teams/${id}/members/${memberId}`, changed),
    ...options,
  });
  const takeOut = useMutation({
    mutationFn: (memberId: string) => send('DELETE', `/teams/${id}/members/${memberId}`),
    ...options,
  });
  const share = useMutation({
    mutationFn: (isPublic: boolean) => send<Team>('PUT', `/teams/${id}`, { is_public: isPublic }),
    ...options,
  });
  return { move, place, change, takeOut, share };
}
