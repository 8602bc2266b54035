import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useDeferredValue } from 'react';
import { useParams, useSearch } from 'wouter';
import { read } from '../api/http';
import type { Build } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { LoadFailure } from '../ui/LoadFailure';
import { BuildTitle } from './BuildTitle';
import { catalogueQuery, professionQuery } from './catalogue';
import { draftOf, emptyDraft } from './draft';
import { buildTexts } from './texts';
import { wantedProfession } from './wantedProfession';

// The head of the page stands before it.
const BuildEditor = lazy(() => import('./BuildEditor'));

export default function EditorPage() {
  const { id } = useParams<{ id?: string }>();
  return id ? <StoredBuild id={id} /> : <NewBuild />;
}

function NewBuild() {
  const t = useTexts(buildTexts);
  const words = useGameWords();
  const profession = wantedProfession(useSearch());
  const catalogue = useQuery(catalogueQuery);
  // Deferred, so that the large editor is drawn in slices between which the page answers.
  const known = useDeferredValue(catalogue.data);
  if (catalogue.error) return <LoadFailure error={catalogue.error} onRetry={() => void catalogue.refetch()} />;
  const start = emptyDraft(profession);
  const head = (
    <Stack gap="md">
      <BuildTitle
        profession={profession}
        title={profession}
        heading={t.newBuild}
        spoken={words.professions[profession]}
        gameMode={start.gameMode}
      />
      <Skeleton height={480} />
    </Stack>
  );
  if (!known) return head;
  return (
    <Suspense fallback={head}>
      <BuildEditor catalogue={known} build={null} start={start} />
    </Suspense>
  );
}

function StoredBuild({ id }: { id: string }) {
  const build = useQuery({
    queryKey: ['builds', id],
    queryFn: ({ signal }) => read<Build>(`/builds/${encodeURIComponent(id)}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const catalogue = useQuery(catalogueQuery);
  const profession = useQuery({ ...professionQuery(build.data?.profession ?? 'Guardian'), enabled: build.isSuccess });
  const known = useDeferredValue(catalogue.data);
  const failed = [build, catalogue, profession].find((query) => query.error);
  if (failed) return <LoadFailure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!build.data || !known || !profession.data) return <Skeleton height={480} />;
  return (
    <Suspense fallback={<Skeleton height={480} />}>
      <BuildEditor
        key={build.data.id}
        catalogue={known}
        build={build.data}
        start={draftOf(build.data, known, profession.data)}
      />
    </Suspense>
  );
}
