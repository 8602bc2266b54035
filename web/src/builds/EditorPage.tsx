import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useParams, useSearch } from 'wouter';
import { read } from '../api/http';
import type { Build } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { LoadFailure } from '../ui/LoadFailure';
import { BuildEditor } from './BuildEditor';
import { BuildTitle } from './BuildTitle';
import { catalogueQuery, professionQuery } from './catalogue';
import { draftOf, emptyDraft } from './draft';
import { buildTexts } from './texts';
import { wantedProfession } from './wantedProfession';

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
  if (known) return <BuildEditor catalogue={known} build={null} start={start} />;
  return (
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
    <BuildEditor
      key={build.data.id}
      catalogue={known}
      build={build.data}
      start={draftOf(build.data, known, profession.data)}
    />
  );
}
