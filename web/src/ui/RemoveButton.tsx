import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { appTexts } from '../app/texts';
import { useTexts } from '../i18n/texts';
import { Dialog } from './Dialog';
import { toast } from './toast';
import { useErrorText } from './useErrorText';

/** Asks before it does what cannot be undone. */
export function RemoveButton({
  label,
  question,
  remove,
  onRemoved,
}: {
  label: string;
  question: string;
  remove: () => Promise<unknown>;
  onRemoved: () => void;
}) {
  const t = useTexts(appTexts);
  const tell = useErrorText();
  const [isAsking, setAsking] = useState(false);
  const removal = useMutation({
    mutationFn: remove,
    onSuccess: onRemoved,
    onError: (error) => toast(tell(error), 'bad'),
  });
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {label}
      </Button>
      {isAsking && (
        <Dialog onClose={() => setAsking(false)} title={label}>
          <Text>{question}</Text>
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={() => setAsking(false)}>
              {t.cancel}
            </Button>
            <Button color="red" loading={removal.isPending} onClick={() => removal.mutate()}>
              {label}
            </Button>
          </Group>
        </Dialog>
      )}
    </>
  );
}
