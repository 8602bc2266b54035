import { Button, Group, Select, Text, Title } from '@mantine/core';
import { Link } from 'wouter';
import { type Build, gameModes, professions, roles } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { Cards } from '../ui/Cards';
import { EmptyState } from '../ui/EmptyState';
import { MineOrPublic, PagedList } from '../ui/PagedList';
import { useListSearch } from '../ui/useListSearch';
import { usePageTitle } from '../ui/usePageTitle';
import { BuildCard } from './BuildCard';
import styles from './LibraryPage.module.css';
import { buildTexts } from './texts';

const filters = ['profession', 'game_mode', 'role'] as const;

export default function LibraryPage() {
  const t = useTexts(buildTexts);
  usePageTitle(t.library);
  const { isPublic } = useListSearch();
  const newBuild = (
    <Button component={Link} href="/builds/new">
      {t.newBuild}
    </Button>
  );
  const empty = (
    <EmptyState
      title={isPublic ? t.emptyPublic : t.emptyMine}
      hint={isPublic ? t.emptyPublicHint : t.emptyMineHint}
      action={newBuild}
    />
  );
  return (
    <>
      <Group justify="space-between" mb="md">
        <Title order={1}>{t.library}</Title>
        {newBuild}
      </Group>
      <div className={styles.filters}>
        <MineOrPublic mine={t.mine} everybodys={t.public} />
        <Filters />
      </div>
      <PagedList<Build> of="builds" filters={filters} empty={empty}>
        {(builds, total) => (
          <>
            <Text size="sm" c="dimmed" mb="xs" role="status">
              {t.count(total)}
            </Text>
            <Cards>
              {builds.map((build) => (
                <BuildCard key={build.id} build={build} />
              ))}
            </Cards>
          </>
        )}
      </PagedList>
    </>
  );
}

function Filters() {
  const t = useTexts(buildTexts);
  const words = useGameWords();
  const { search, set } = useListSearch();
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
      onChange={(value) => set(name, value)}
      clearable
      searchable
    />
  ));
}
