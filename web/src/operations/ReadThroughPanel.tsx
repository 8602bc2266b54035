import { Button, Group, Slider, Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { read, send } from '../api/http';
import { useTexts } from '../i18n/texts';
import { ErrorAlert } from '../ui/ErrorAlert';
import { Section } from '../ui/Section';
import { toast } from '../ui/toast';
import { useErrorText } from '../ui/useErrorText';
import { operationsTexts } from './texts';

interface ReadThrough {
  enabled: boolean;
  percent: number;
}

const path = '/admin/flags/session-redis-readthrough';
const queryKey = ['operations', 'read-through'];
const marks = [10, 20, 50, 100].map((value) => ({ value, label: value }));

/** The switch of the session cache and the share of games that it is for. */
export function ReadThroughPanel() {
  const t = useTexts(operationsTexts);
  const tell = useErrorText();
  const cache = useQueryClient();
  const flag = useQuery({ queryKey, queryFn: ({ signal }) => read<ReadThrough>(path, signal) });
  const [wish, setWish] = useState<ReadThrough | null>(null);
  const change = useMutation({
    mutationFn: (wanted: ReadThrough) => send<ReadThrough>('PUT', path, wanted),
    onSuccess: (now) => {
      cache.setQueryData(queryKey, now);
      setWish(null);
      toast(t.applied);
    },
    onError: (error) => toast(tell(error), 'bad'),
  });
  const shown = wish ?? flag.data;
  return (
    <Section title={t.flag} hint={t.flagHint}>
      {flag.error && <ErrorAlert error={flag.error} onRetry={() => void flag.refetch()} />}
      {shown && (
        <Stack gap="md" maw="32rem">
          <Switch
            label={t.enabled}
            checked={shown.enabled}
            onChange={(event) => setWish({ ...shown, enabled: event.currentTarget.checked })}
          />
          <div>
            <Text size="sm" fw={600}>
              {t.shareOf(shown.percent)}
            </Text>
            <Slider
              value={shown.percent}
              onChange={(percent) => setWish({ ...shown, percent })}
              marks={marks}
              label={null}
              mb="lg"
              mx="xs"
              thumbLabel={t.share}
            />
          </div>
          <Group>
            <Button disabled={!wish} loading={change.isPending} onClick={() => wish && change.mutate(wish)}>
              {t.apply}
            </Button>
          </Group>
        </Stack>
      )}
    </Section>
  );
}
