import { queryOptions } from '@tanstack/react-query';
import { read } from '../api/http';
import type { Catalogue, Profession, ProfessionCatalogue } from '../api/types';

export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: ({ signal }) => read<Catalogue>('/catalogue', signal),
  staleTime: Number.POSITIVE_INFINITY,
});

export const professionQuery = (profession: Profession) =>
  queryOptions({
    queryKey: ['catalogue', profession],
    queryFn: ({ signal }) => read<ProfessionCatalogue>(`/catalogue?profession=${profession}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
