import { Button, Stack, Text } from '@mantine/core';
import type { FormEvent } from 'react';
import { useTexts } from '../i18n/texts';
import type { Limits } from '../squads/composition';
import { LimitFields } from '../squads/LimitFields';
import { Dialog } from '../ui/Dialog';
import { roomTexts } from './texts';

/** What the solver must keep to when it fills the free places. */
export function ComposeDialog({
  limits,
  isComposing,
  onChange,
  onCompose,
  onClose,
}: {
  limits: Limits;
  isComposing: boolean;
  onChange: (limits: Limits) => void;
  onCompose: () => void;
  onClose: () => void;
}) {
  const t = useTexts(roomTexts);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCompose();
  };
  return (
    <Dialog title={t.composeWithWishes} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm" c="dimmed">
            {t.wishesHint}
          </Text>
          <LimitFields limits={limits} isEliteOnly onChange={onChange} />
          <Button type="submit" loading={isComposing}>
            {t.compose}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
