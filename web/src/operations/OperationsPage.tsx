import { Button, Loader, Stack, Title } from '@mantine/core';
import { Link } from 'wouter';
import { useSession } from '../account/useSession';
import { useTexts } from '../i18n/texts';
import { EmptyState } from '../ui/EmptyState';
import { ErrorAlert } from '../ui/ErrorAlert';
import { usePageTitle } from '../ui/usePageTitle';
import { Charts } from './Charts';
import { GamesPanel } from './GamesPanel';
import { GatesPanel } from './GatesPanel';
import { ReadThroughPanel } from './ReadThroughPanel';
import { operationsTexts } from './texts';
import { useScrapes } from './useScrapes';

export default function OperationsPage() {
  const t = useTexts(operationsTexts);
  usePageTitle(t.title);
  const { user, isLoading } = useSession();
  if (isLoading) return <Loader m="xl" />;
  if (!user?.is_superuser) {
    return (
      <EmptyState
        title={t.forbidden}
        hint={t.forbiddenHint}
        action={
          <Button component={Link} href="/sign-in">
            {t.signIn}
          </Button>
        }
      />
    );
  }
  return <Panels />;
}

function Panels() {
  const t = useTexts(operationsTexts);
  const scrapes = useScrapes();
  return (
    <Stack gap="md">
      <Title order={1}>{t.title}</Title>
      {scrapes.error && <ErrorAlert error={scrapes.error} onRetry={() => void scrapes.refetch()} />}
      <GatesPanel scrapes={scrapes.data ?? []} />
      <Charts scrapes={scrapes.data ?? []} />
      <ReadThroughPanel />
      <GamesPanel />
    </Stack>
  );
}
