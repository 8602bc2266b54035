import { Alert, Button, Group, Text } from '@mantine/core';
import { appTexts } from '../app/texts';
import { useTexts } from '../i18n/texts';
import { useErrorText } from './useErrorText';

export function ErrorAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useTexts(appTexts);
  const tell = useErrorText();
  return (
    <Alert color="red" variant="light" role="alert">
      <Group justify="space-between">
        <Text size="sm">{tell(error)}</Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t.tryAgain}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
