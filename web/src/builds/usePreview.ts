import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from '../api/http';
import type { BuildPreview, Catalogue } from '../api/types';
import { type Draft, toBuild } from './draft';

const restMs = 250;

/** Stats and chat code of what is being edited, counted by the server once the hand rests. */
export function usePreview(draft: Draft, catalogue: Catalogue) {
  // Texts change nothing that is counted.
  const { name: _, description: __, is_public: ___, ...parts } = toBuild(draft, catalogue);
  const [rested] = useDebouncedValue(JSON.stringify(parts), restMs);
  const preview = useQuery({
    queryKey: ['preview', rested],
    queryFn: ({ signal }) => ask<BuildPreview>('/builds/preview', { name: 'preview', ...JSON.parse(rested) }, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return { ...preview, isStale: preview.isFetching || rested !== JSON.stringify(parts) };
}
