import { ActionIcon, Button, Code, Group, Loader, Slider, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { useLanguage } from '../i18n/language';
import { useTexts } from '../i18n/texts';
import { EmptyState } from '../ui/EmptyState';
import { Section } from '../ui/Section';
import { type AdminEvent, type AdminGame, adminEventsQuery, adminGameQuery } from './adminGames';
import { operationsTexts } from './texts';
import { useGameStanding } from './useGameStanding';

/** Where a game stands, and its log step by step. */
export default function GamePage() {
  const t = useTexts(operationsTexts);
  const words = useGameStanding();
  const { id = '' } = useParams();
  const game = useQuery(adminGameQuery(id));
  const events = useQuery({ ...adminEventsQuery(id, game.data?.head ?? 0), enabled: game.data !== undefined });
  if (game.error) {
    return (
      <EmptyState
        title={t.noGame}
        hint={t.noGameHint}
        action={
          <Button component={Link} href="/operations">
            {t.toOperations}
          </Button>
        }
      />
    );
  }
  if (!game.data) return <Loader m="xl" />;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <div>
          <Title order={1}>{`${words(game.data.kind)}, ${words(game.data.status)}`}</Title>
          <Text c="dimmed" ff="monospace" size="sm">
            {id}
          </Text>
          <Text c="dimmed" size="sm">
            {t.head} {game.data.head}, {t.floor} {game.data.floor}
          </Text>
        </div>
        <Button component={Link} href="/operations" variant="default">
          {t.toOperations}
        </Button>
      </Group>
      <Sessions game={game.data} />
      {events.data && events.data.length > 0 && <History events={events.data} />}
    </Stack>
  );
}

function Sessions({ game }: { game: AdminGame }) {
  const t = useTexts(operationsTexts);
  const { language } = useLanguage();
  return (
    <Section title={t.sessions}>
      <Table.ScrollContainer minWidth={480} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.seat}</Table.Th>
              <Table.Th ta="right">{t.ack}</Table.Th>
              <Table.Th ta="right">{t.backlog}</Table.Th>
              <Table.Th>{t.connected}</Table.Th>
              <Table.Th>{t.heartbeat}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {game.sessions.map((session) => (
              <Table.Tr key={session.userId}>
                <Table.Td>{session.seat ?? t.watcher}</Table.Td>
                <Table.Td ta="right">{session.lastAck}</Table.Td>
                <Table.Td ta="right">{session.backlog}</Table.Td>
                <Table.Td>{session.connected ? t.yes : t.no}</Table.Td>
                <Table.Td>{new Date(session.lastHeartbeatAt).toLocaleTimeString(language)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function History({ events }: { events: AdminEvent[] }) {
  const t = useTexts(operationsTexts);
  const { language } = useLanguage();
  const [chosen, setChosen] = useState<number | null>(null);
  const index = Math.min(chosen ?? events.length - 1, events.length - 1);
  const event = events[index];
  if (!event) return null;
  const before = events[index - 1];
  const last = events.at(-1)?.sequence ?? 0;
  return (
    <Section title={t.history}>
      <Group gap="xs" wrap="nowrap">
        <ActionIcon variant="default" aria-label={t.back} disabled={index === 0} onClick={() => setChosen(index - 1)}>
          ‹
        </ActionIcon>
        <Slider
          flex={1}
          min={0}
          max={events.length - 1}
          value={index}
          onChange={setChosen}
          label={null}
          thumbLabel={t.history}
          thumbValueText={() => t.event(event.sequence, last)}
        />
        <ActionIcon
          variant="default"
          aria-label={t.forward}
          disabled={index === events.length - 1}
          onClick={() => setChosen(index + 1)}
        >
          ›
        </ActionIcon>
      </Group>
      <Stack gap={4} mt="sm">
        <Text fw={600}>{t.eventOf(t.event(event.sequence, last), event.type)}</Text>
        <Text size="sm" c="dimmed">
          {new Date(event.at).toLocaleString(language)}
          {before && `, ${((event.at - before.at) / 1000).toFixed(1)} s ${t.after.toLowerCase()}`}, {t.by.toLowerCase()}{' '}
          {event.userId ?? t.server}
        </Text>
        {event.audience && <Text size="sm">{t.visibleTo(event.audience.join(', '))}</Text>}
        <Code block tabIndex={0}>
          {JSON.stringify(event.data, null, 2)}
        </Code>
      </Stack>
    </Section>
  );
}
