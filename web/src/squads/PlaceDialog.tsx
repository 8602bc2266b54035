import { Button, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { readPage } from '../api/http';
import type { Build } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { Dialog } from '../ui/Dialog';
import { ErrorAlert } from '../ui/ErrorAlert';
import styles from './PlaceDialog.module.css';
import { SeatChip } from './SeatChip';
import { squadTexts } from './texts';

export function PlaceDialog({
  slot,
  onPlace,
  onClose,
}: {
  slot: number;
  onPlace: (build: Build) => void;
  onClose: () => void;
}) {
  const t = useTexts(squadTexts);
  const words = useGameWords();
  const [wanted, setWanted] = useState('');
  const builds = useQuery({
    queryKey: ['builds', 'list', 'to place'],
    queryFn: ({ signal }) => readPage<Build>('/builds?limit=100', signal),
  });
  const found = builds.data?.items.filter((build) =>
    `${build.name} ${build.specialization} ${words.professions[build.profession]} ${words.roles[build.role]}`
      .toLowerCase()
      .includes(wanted.trim().toLowerCase()),
  );
  return (
    <Dialog onClose={onClose} title={`${t.place} · ${t.placeHint(slot)}`}>
      <Stack>
        {builds.error && <ErrorAlert error={builds.error} onRetry={() => void builds.refetch()} />}
        {builds.isPending && <Skeleton height={160} />}
        {builds.data?.items.length === 0 ? (
          <>
            <Text>{t.noBuilds}</Text>
            <Button component={Link} href="/builds/new">
              {t.makeBuild}
            </Button>
          </>
        ) : (
          <TextInput
            data-autofocus
            aria-label={t.search}
            placeholder={t.search}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        )}
        <div className={styles.list}>
          {found?.map((build) => (
            <button key={build.id} type="button" className={styles.build} onClick={() => onPlace(build)}>
              <SeatChip
                profession={build.profession}
                specialization={build.specialization}
                role={build.role}
                player={build.name}
              />
            </button>
          ))}
        </div>
      </Stack>
    </Dialog>
  );
}
