import { Button, Group, Pagination, SegmentedControl, Select, Skeleton, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { useSession } from '../account/useSession';
import { readPage } from '../api/http';
import { type Build, gameModes, professions, roles } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { EmptyState } from '../ui/EmptyState';
import { ErrorAlert } from '../ui/ErrorAlert';
import { usePageTitle } from '../ui/usePageTitle';
import { BuildCard } from './BuildCard';
import styles from './LibraryPage.module.css';
import { buildTexts } from './texts';

const pageSize = 24;
const filters = ['profession', 'game_mode', 'role'] as const;

export default function LibraryPage() {
  const t = useTexts(buildTexts);
  usePageTitle(t.library);
  const [search, setSearch] = useSearchParams();
  const isPublic = search.get('show') === 'public';
  const set = (name: string, value: string | null) =>
    setSearch((old) => {
      const next = new URLSearchParams(old);
      if (value) next.set(name, value);
      else next.delete(name);
      if (name !== 'page') next.delete('page');
      return next;
    });
  return (
    <>
      <Group justify="space-between" mb="md">
        <Title order={1}>{t.library}</Title>
        <Button component={Link} href="/builds/new">
          {t.newBuild}
        </Button>
      </Group>
      <div className={styles.filters}>
        <SegmentedControl
          data={[
            { value: 'mine', label: t.mine },
            { value: 'public', label: t.public },
          ]}
          value={isPublic ? 'public' : 'mine'}
          onChange={(value) => set('show', value === 'public' ? value : null)}
        />
        <Filters search={search} onChange={set} />
      </div>
      <Builds
        search={search}
        isPublic={isPublic}
        onChange={set}
        onClear={() => setSearch(isPublic ? { show: 'public' } : {})}
      />
    </>
  );
}

function Filters({
  search,
  onChange,
}: {
  search: URLSearchParams;
  onChange: (name: string, value: string | null) => void;
}) {
  const t = useTexts(buildTexts);
  const words = useGameWords();
  const choices = {
    profession: { label: t.profession, data: professions.map((value) => ({ value, label: words.professions[value] })) },
    game_mode: { label: t.mode, data: gameModes.map((value) => ({ value, label: words.modes[value] })) },
    role: { label: t.role, data: roles.map((value) => ({ value, label: words.roles[value] })) },
  };
  return filters.map((name) => (
    <Select
      key={name}
      aria-label={choices[name].label}
      placeholder={choices[name].label}
      data={choices[name].data}
      value={search.get(name)}
      onChange={(value) => onChange(name, value)}
      clearable
      searchable
    />
  ));
}

function Builds({
  search,
  isPublic,
  onChange,
  onClear,
}: {
  search: URLSearchParams;
  isPublic: boolean;
  onChange: (name: string, value: string | null) => void;
  onClear: () => void;
}) {
  const t = useTexts(buildTexts);
  const { user, isLoading } = useSession();
  const page = Math.max(1, Number(search.get('page')) || 1);
  const query = new URLSearchParams({ skip: String((page - 1) * pageSize), limit: String(pageSize) });
  for (const name of filters) {
    const value = search.get(name);
    if (value) query.set(name, value);
  }
  const path = `${isPublic ? '/builds/public/all' : '/builds'}?${query}`;
  const isFiltered = filters.some((name) => search.has(name));
  const builds = useQuery({
    queryKey: ['builds', 'list', path],
    queryFn: ({ signal }) => readPage<Build>(path, signal),
    placeholderData: keepPreviousData,
    enabled: isPublic || user !== null,
  });
  if (builds.error) return <ErrorAlert error={builds.error} onRetry={() => void builds.refetch()} />;
  if (isLoading || builds.isLoading) return <Skeleton height={240} />;
  const { items, total } = (isPublic || user) && builds.data ? builds.data : { items: [], total: 0 };
  if (items.length === 0) {
    return isFiltered ? (
      <EmptyState
        title={t.emptyFiltered}
        hint={t.emptyFilteredHint}
        action={
          <Button variant="default" onClick={onClear}>
            {t.clearFilters}
          </Button>
        }
      />
    ) : (
      <EmptyState
        title={isPublic ? t.emptyPublic : t.emptyMine}
        hint={isPublic ? t.emptyPublicHint : t.emptyMineHint}
        action={
          <Button component={Link} href="/builds/new">
            {t.newBuild}
          </Button>
        }
      />
    );
  }
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs" role="status">
        {t.count(total)}
      </Text>
      <div className={styles.cards}>
        {items.map((build) => (
          <BuildCard key={build.id} build={build} />
        ))}
      </div>
      {total > pageSize && (
        <Pagination
          mt="lg"
          total={Math.ceil(total / pageSize)}
          value={page}
          onChange={(next) => onChange('page', next === 1 ? null : String(next))}
        />
      )}
    </>
  );
}
