import { Button, Loader, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { send } from '../api/http';
import type { ComposedSquad } from '../api/types';
import { useTexts } from '../i18n/texts';
import { EmptyState } from '../ui/EmptyState';
import { ErrorAlert } from '../ui/ErrorAlert';
import { usePageTitle } from '../ui/usePageTitle';
import styles from './ComposePage.module.css';
import { lockedKinds, noLimits, seatsOfKinds, toRequest, usualSizes, type Wishes } from './composition';
import { squadTexts } from './texts';
import { WishForm } from './WishForm';

const loadBoard = () => import('./ComposedBoard');
const ComposedBoard = lazy(loadBoard);

const firstWishes: Wishes = { ...noLimits, mode: 'zerg', size: usualSizes.zerg, note: '' };

export default function ComposePage() {
  const t = useTexts(squadTexts);
  usePageTitle(t.compose);
  const [wishes, setWishes] = useState(firstWishes);
  const [squad, setSquad] = useState<ComposedSquad | null>(null);
  const [locked, setLocked] = useState<ReadonlySet<string>>(new Set());
  const kinds = useMemo(() => (squad ? lockedKinds(squad, locked) : new Map<string, number>()), [squad, locked]);
  const compose = useMutation({
    mutationFn: () => {
      // Meanwhile; what fails here is told where the board is drawn.
      loadBoard().catch(() => undefined);
      return send<ComposedSquad>('POST', '/ai/compose-team', toRequest(wishes, kinds));
    },
    onSuccess: (composed) => {
      setSquad(composed);
      setLocked(seatsOfKinds(composed, kinds));
    },
  });
  const toggle = (seat: string) =>
    setLocked((old) => new Set(old.has(seat) ? [...old].filter((one) => one !== seat) : [...old, seat]));
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{t.compose}</Title>
        <Text c="dimmed" maw="44rem">
          {t.composeHint}
        </Text>
      </div>
      <div className={styles.columns}>
        <aside className={styles.form}>
          <WishForm wishes={wishes} onChange={setWishes} />
          <Button fullWidth mt="md" loading={compose.isPending} onClick={() => compose.mutate()}>
            {squad ? t.again : t.run}
          </Button>
          {locked.size > 0 && (
            <Text size="sm" c="dimmed" mt="xs" ta="center">
              {t.locked(locked.size)}{' '}
              <button type="button" className={styles.unlock} onClick={() => setLocked(new Set())}>
                {t.unlock}
              </button>
            </Text>
          )}
        </aside>
        <Stack gap="md" className={styles.outcome ?? ''} aria-busy={compose.isPending}>
          {compose.error && <ErrorAlert error={compose.error} />}
          {squad && (
            <Suspense>
              <ComposedBoard squad={squad} locked={locked} onLock={toggle} />
            </Suspense>
          )}
          {!squad && !compose.error && (
            <div className={styles.empty}>
              {compose.isPending ? (
                <Stack align="center" py={64}>
                  <Loader />
                  <Text c="dimmed">{t.solving}</Text>
                </Stack>
              ) : (
                <EmptyState title={t.nothingYet} hint={t.nothingYetHint} />
              )}
            </div>
          )}
        </Stack>
      </div>
    </Stack>
  );
}
