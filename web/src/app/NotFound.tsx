import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useTexts } from '../i18n/texts';
import { EmptyState } from '../ui/EmptyState';
import { appTexts } from './texts';

export function NotFound() {
  const t = useTexts(appTexts);
  return (
    <EmptyState
      isPage
      title={t.notFound}
      hint={t.notFoundHint}
      action={
        <Button component={Link} href="/">
          {t.toStart}
        </Button>
      }
    />
  );
}
