import { Button, Group, Pagination, SegmentedControl, Select, Skeleton, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useSession } from '../account/useSession';
import { readPage } from '../api/http';
import { gameModes, type Team } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { EmptyState } from '../ui/EmptyState';
import { ErrorAlert } from '../ui/ErrorAlert';
import { usePageTitle } from '../ui/usePageTitle';
import { SquadDialog } from './SquadDialog';
import styles from './SquadsPage.module.css';
import { TeamCard } from './TeamCard';
import { squadTexts } from './texts';

const pageSize = 24;

export default function SquadsPage() {
  const t = useTexts(squadTexts);
  usePageTitle(t.squads);
  const words = useGameWords();
  const [search, setSearch] = useSearchParams();
  const [isMaking, setMaking] = useState(false);
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
        <Title order={1}>{t.squads}</Title>
        <Group gap="xs">
          <Button variant="default" onClick={() => setMaking(true)}>
            {t.newSquad}
          </Button>
          <Button component={Link} href="/squads/compose">
            {t.compose}
          </Button>
        </Group>
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
        <Select
          aria-label={t.mode}
          placeholder={t.mode}
          data={gameModes.map((value) => ({ value, label: words.modes[value] }))}
          value={search.get('game_mode')}
          onChange={(value) => set('game_mode', value)}
          clearable
        />
      </div>
      <Teams search={search} isPublic={isPublic} onPage={(page) => set('page', page === 1 ? null : String(page))} />
      {isMaking && <SquadDialog onClose={() => setMaking(false)} />}
    </>
  );
}

function Teams({
  search,
  isPublic,
  onPage,
}: {
  search: URLSearchParams;
  isPublic: boolean;
  onPage: (page: number) => void;
}) {
  const t = useTexts(squadTexts);
  const { user, isLoading } = useSession();
  const page = Math.max(1, Number(search.get('page')) || 1);
  const query = new URLSearchParams({ skip: String((page - 1) * pageSize), limit: String(pageSize) });
  const mode = search.get('game_mode');
  if (mode) query.set('game_mode', mode);
  const path = `${isPublic ? '/teams/public/all' : '/teams'}?${query}`;
  const teams = useQuery({
    queryKey: ['teams', 'list', path],
    queryFn: ({ signal }) => readPage<Team>(path, signal),
    placeholderData: keepPreviousData,
    enabled: isPublic || user !== null,
  });
  if (teams.error) return <ErrorAlert error={teams.error} onRetry={() => void teams.refetch()} />;
  if (isLoading || teams.isLoading) return <Skeleton height={240} />;
  const { items, total } = (isPublic || user) && teams.data ? teams.data : { items: [], total: 0 };
  if (items.length === 0) {
    return (
      <EmptyState
        title={isPublic ? t.emptyPublic : t.emptyMine}
        hint={isPublic ? t.emptyPublicHint : t.emptyMineHint}
        action={
          <Button component={Link} href="/squads/compose">
            {t.compose}
          </Button>
        }
      />
    );
  }
  return (
    <>
      <div className={styles.cards}>
        {items.map((team) => (
          <TeamCard key={team.id} team={team} />
        ))}
      </div>
      {total > pageSize && <Pagination mt="lg" total={Math.ceil(total / pageSize)} value={page} onChange={onPage} />}
    </>
  );
}
