import { SharedSession, webSocketTransport } from '@gw2optimizer/game-sessions';
import { Button, Group, Loader, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../account/useSession';
import { read, send } from '../api/http';
import { keepSignedIn } from '../api/signIn';
import { useTexts } from '../i18n/texts';
import { toast } from '../ui/toast';
import { useErrorText } from '../ui/useErrorText';
import styles from './LobbyPage.module.css';
import { draftTexts } from './texts';
import type { Preset } from './useNewDraft';

interface Search {
  status: 'idle' | 'queued' | 'matched';
  gameId?: string | null;
  timeControl?: { preset: Preset } | null;
}

const key = ['matchmaking'];

/** Waits for an opponent, and goes to the table as soon as there is one. */
export function Matchmaking({ preset }: { preset: Preset }) {
  const t = useTexts(draftTexts);
  const tell = useErrorText();
  const cache = useQueryClient();
  const [, go] = useLocation();
  const { user } = useSession();
  const search = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read<Search>('/matchmaking', signal),
    enabled: user !== null,
    staleTime: 0,
  });
  const isSearching = search.data?.status === 'queued';
  const onError = (error: unknown) => toast(tell(error), 'bad');
  const join = useMutation({
    mutationFn: () => send<Search>('POST', '/matchmaking/join', { kind: 'draft', timeControl: { preset } }),
    onSuccess: (answer) => {
      cache.setQueryData(key, answer);
      if (answer.gameId) go(`/draft/${answer.gameId}`);
    },
    onError,
  });
  const leave = useMutation({
    mutationFn: () => send('POST', '/matchmaking/leave'),
    onSuccess: () => cache.setQueryData(key, { status: 'idle' }),
    onError,
  });
  useMatches(isSearching ? user?.id : undefined, (gameId) => {
    cache.setQueryData(key, { status: 'matched', gameId });
    go(`/draft/${gameId}`);
  });
  if (!isSearching) {
    return (
      <>
        <Text c="dimmed" size="sm" className={styles.text}>
          {t.matchText}
        </Text>
        <Button variant="default" loading={join.isPending} onClick={() => join.mutate()}>
          {t.matchAction}
        </Button>
      </>
    );
  }
  const wished = search.data?.timeControl?.preset;
  return (
    <>
      <Group gap="xs" role="status">
        <Loader size="xs" />
        <Text fw={600}>{wished ? t.searchingFor(t[wished]) : t.searching}</Text>
      </Group>
      <Text c="dimmed" size="sm" className={styles.text}>
        {t.searchHint}
      </Text>
      <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
        {t.stopSearch}
      </Button>
    </>
  );
}

/** Follows the matchmaking inbox of a user while there is a search. */
function useMatches(userId: string | undefined, onMatch: (gameId: string) => void) {
  const cache = useQueryClient();
  // A new `onMatch` each time is no reason for a new socket.
  useEffect(() => {
    if (!userId) return;
    const session = new SharedSession(
      { name: `matchmaking ${userId}`, transport: webSocketTransport(window.location.origin), path: '/ws/matchmaking' },
      (news) => {
        // An old match may be told again; the search of now decides.
        if (news.kind === 'event' && news.event.type === 'matched') {
          void cache
            .fetchQuery<Search>({ queryKey: key, staleTime: 0, queryFn: () => read('/matchmaking') })
            .then((now) => {
              if (now.status === 'matched' && now.gameId) onMatch(now.gameId);
            });
        }
      },
    );
    keepSignedIn()
      .catch(() => {})
      .then(() => session.start());
    return () => session.close();
  }, [userId]);
}
