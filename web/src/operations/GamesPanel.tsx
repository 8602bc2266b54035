import { Anchor, Button, Group, Table, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useTexts } from '../i18n/texts';
import { ErrorAlert } from '../ui/ErrorAlert';
import { Section } from '../ui/Section';
import { adminGamesQuery } from './adminGames';
import { operationsTexts } from './texts';
import { useGameStanding } from './useGameStanding';

export function GamesPanel() {
  const t = useTexts(operationsTexts);
  const words = useGameStanding();
  const [, go] = useLocation();
  const games = useQuery(adminGamesQuery);
  const [id, setId] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (id.trim()) go(`/operations/games/${encodeURIComponent(id.trim())}`);
  };
  return (
    <Section title={t.games} hint={t.gamesHint}>
      {games.error && <ErrorAlert error={games.error} onRetry={() => void games.refetch()} />}
      {games.data?.length === 0 && <Text c="dimmed">{t.noGames}</Text>}
      {games.data && games.data.length > 0 && (
        <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.game}</Table.Th>
                <Table.Th>{t.kind}</Table.Th>
                <Table.Th>{t.status}</Table.Th>
                <Table.Th ta="right">{t.head}</Table.Th>
                <Table.Th ta="right">{t.floor}</Table.Th>
                <Table.Th>{t.sessions}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {games.data.map((game) => (
                <Table.Tr key={game.id}>
                  <Table.Td>
                    <Anchor component={Link} href={`/operations/games/${game.id}`} ff="monospace" size="sm">
                      {game.id.slice(0, 8)}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{words(game.kind)}</Table.Td>
                  <Table.Td>{words(game.status)}</Table.Td>
                  <Table.Td ta="right">{game.head}</Table.Td>
                  <Table.Td ta="right">{game.floor}</Table.Td>
                  <Table.Td>
                    {t.live(game.sessions.filter((session) => session.connected).length, game.sessions.length)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <form onSubmit={submit}>
        <Group gap="xs" mt="sm" align="flex-end">
          <TextInput
            label={t.find}
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
            flex={1}
            maw="28rem"
          />
          <Button type="submit" variant="default">
            {t.open}
          </Button>
        </Group>
      </form>
    </Section>
  );
}
