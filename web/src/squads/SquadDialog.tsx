import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { send } from '../api/http';
import { type GameMode, gameModes, type Team } from '../api/types';
import { appTexts } from '../app/texts';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { Dialog } from '../ui/Dialog';
import { useErrorText } from '../ui/useErrorText';
import { usualSizes } from './composition';
import { squadTexts } from './texts';

/** Makes a squad, or changes one. */
export function SquadDialog({ team, onClose }: { team?: Team; onClose: () => void }) {
  const t = useTexts(squadTexts);
  const app = useTexts(appTexts);
  const words = useGameWords();
  const tell = useErrorText();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [name, setName] = useState(team?.name ?? '');
  const [mode, setMode] = useState<GameMode>(team?.game_mode ?? 'zerg');
  const [size, setSize] = useState(team?.size ?? usualSizes.zerg);
  const make = useMutation({
    mutationFn: () => {
      const written = { name: name.trim() || t.defaultName, game_mode: mode, size };
      return team ? send<Team>('PUT', `/teams/${team.id}`, written) : send<Team>('POST', '/teams', written);
    },
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ['teams'] });
      if (!team) go(`/squads/${made.id}`);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <Dialog onClose={onClose} title={team ? t.edit : t.newSquad}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            data-autofocus
            label={t.name}
            placeholder={t.defaultName}
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={t.mode}
            data={gameModes.map((value) => ({ value, label: words.modes[value] }))}
            value={mode}
            allowDeselect={false}
            onChange={(value) => {
              if (!value) return;
              setMode(value as GameMode);
              if (!team) setSize(usualSizes[value as GameMode]);
            }}
          />
          <NumberInput
            label={t.size}
            min={1}
            max={50}
            allowDecimal={false}
            value={size}
            onChange={(value) => typeof value === 'number' && setSize(value)}
          />
          {make.error && (
            <Text c="red" size="sm" role="alert">
              {tell(make.error)}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {app.cancel}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {team ? t.apply : t.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
