import { Button, NumberInput, Select, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../account/useSession';
import { send } from '../api/http';
import { type GameMode, gameModes } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { GameRow, GameRows } from '../live/GameRows';
import { type Game, gameQuery, ownGamesQuery } from '../live/games';
import { sizeMax, usualSizes } from '../squads/composition';
import { EmptyState } from '../ui/EmptyState';
import { ErrorAlert } from '../ui/ErrorAlert';
import { Section } from '../ui/Section';
import { toast } from '../ui/toast';
import { useErrorText } from '../ui/useErrorText';
import { usePageTitle } from '../ui/usePageTitle';
import styles from './RoomsPage.module.css';
import { isFree, type RoomState } from './roomState';
import { roomTexts } from './texts';

export default function RoomsPage() {
  const t = useTexts(roomTexts);
  usePageTitle(t.title);
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t.title}</Title>
        <Text c="dimmed" maw="46rem">
          {t.lead}
        </Text>
      </div>
      <NewRoom />
      <RoomList />
    </Stack>
  );
}

function NewRoom() {
  const t = useTexts(roomTexts);
  const words = useGameWords();
  const tell = useErrorText();
  const cache = useQueryClient();
  const [, go] = useLocation();
  const [mode, setMode] = useState<GameMode>('raid');
  const [size, setSize] = useState(usualSizes.raid);
  const open = useMutation({
    mutationFn: () => send<Game>('POST', '/games', { kind: 'squad', options: { mode, size } }),
    onSuccess: (room) => {
      cache.setQueryData(gameQuery(room.id).queryKey, room);
      go(`/rooms/${room.id}`);
    },
    onError: (error) => toast(tell(error), 'bad'),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    open.mutate();
  };
  return (
    <Section title={t.newRoom}>
      <form className={styles.form} onSubmit={submit}>
        <Select
          label={t.mode}
          data={gameModes.map((value) => ({ value, label: words.modes[value] }))}
          value={mode}
          onChange={(value) => {
            if (!value) return;
            setMode(value as GameMode);
            setSize(usualSizes[value as GameMode]);
          }}
          allowDeselect={false}
        />
        <NumberInput
          label={t.size}
          value={size}
          onChange={(value) => setSize(Number(value) || 1)}
          min={1}
          max={sizeMax}
          clampBehavior="strict"
          allowDecimal={false}
          w="7rem"
        />
        <Button type="submit" loading={open.isPending}>
          {t.open}
        </Button>
      </form>
    </Section>
  );
}

function RoomList() {
  const t = useTexts(roomTexts);
  const words = useGameWords();
  const { user } = useSession();
  const games = useQuery({ ...ownGamesQuery, enabled: user !== null });
  if (games.error) return <ErrorAlert error={games.error} onRetry={() => void games.refetch()} />;
  if (games.isLoading) return null;
  const rooms = games.data?.filter((game) => game.kind === 'squad') ?? [];
  if (rooms.length === 0) return <EmptyState title={t.noRooms} hint={t.noRoomsHint} />;
  return (
    <Section title={t.yourRooms}>
      <GameRows>
        {rooms.map((game) => {
          const room = game.state as RoomState;
          const filled = room.slots.filter((slot) => !isFree(slot)).length;
          return (
            <GameRow key={game.id} href={`/rooms/${game.id}`} name={t.roomLine(words.modes[room.mode], room.size)}>
              <Text size="sm" c="dimmed">
                {t.planned(filled, room.size)} · {t.people(game.seats.filter((seat) => seat.userId).length)}
              </Text>
            </GameRow>
          );
        })}
      </GameRows>
    </Section>
  );
}
