import { Button, Pagination, SegmentedControl, Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSession } from '../account/useSession';
import { readPage } from '../api/http';
import { appTexts } from '../app/texts';
import { useTexts } from '../i18n/texts';
import { EmptyState } from './EmptyState';
import { ErrorAlert } from './ErrorAlert';
import { useListSearch } from './useListSearch';

const pageSize = 24;

/** One's own things or everybody's public ones, as the address says. */
export function PagedList<T>({
  of,
  filters,
  empty,
  children,
}: {
  of: 'builds' | 'teams';
  /** The parameters of the address that the API filters by. */
  filters: readonly string[];
  empty: ReactNode;
  children: (items: T[], total: number) => ReactNode;
}) {
  const { user, isLoading } = useSession();
  const { search, isPublic, page, set } = useListSearch();
  const query = new URLSearchParams({ skip: String((page - 1) * pageSize), limit: String(pageSize) });
  for (const name of filters) {
    const value = search.get(name);
    if (value) query.set(name, value);
  }
  const path = `/${of}${isPublic ? '/public/all' : ''}?${query}`;
  const isAsked = isPublic || user !== null;
  const list = useQuery({
    queryKey: [of, 'list', path],
    queryFn: ({ signal }) => readPage<T>(path, signal),
    placeholderData: keepPreviousData,
    enabled: isAsked,
  });
  if (list.error) return <ErrorAlert error={list.error} onRetry={() => void list.refetch()} />;
  if (isLoading || list.isLoading) return <Skeleton height={240} />;
  if (!isAsked || !list.data?.items.length) return filters.some((name) => search.has(name)) ? <NoMatch /> : empty;
  const { items, total } = list.data;
  return (
    <>
      {children(items, total)}
      {total > pageSize && (
        <Pagination
          mt="lg"
          total={Math.ceil(total / pageSize)}
          value={page}
          onChange={(next) => set('page', next === 1 ? null : String(next))}
        />
      )}
    </>
  );
}

function NoMatch() {
  const t = useTexts(appTexts);
  const { clear } = useListSearch();
  return (
    <EmptyState
      title={t.noMatch}
      hint={t.noMatchHint}
      action={
        <Button variant="default" onClick={clear}>
          {t.clearFilters}
        </Button>
      }
    />
  );
}

export function MineOrPublic({ mine, everybodys }: { mine: string; everybodys: string }) {
  const { isPublic, set } = useListSearch();
  return (
    <SegmentedControl
      data={[
        { value: 'mine', label: mine },
        { value: 'public', label: everybodys },
      ]}
      value={isPublic ? 'public' : 'mine'}
      onChange={(value) => set('show', value === 'public' ? value : null)}
    />
  );
}
