import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Says why there is nothing, and what to do about it. */
export function EmptyState({
  title,
  hint,
  action,
  isPage = false,
}: {
  title: string;
  hint: string;
  action?: ReactNode;
  /** Nothing else is on the page. */
  isPage?: boolean;
}) {
  return (
    <Stack align="center" ta="center" gap="sm" py={48} px="md">
      <Title order={isPage ? 1 : 2} size="h2">
        {title}
      </Title>
      <Text c="dimmed" maw="28rem">
        {hint}
      </Text>
      {action}
    </Stack>
  );
}
