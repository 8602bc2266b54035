import { Button, Group, Select, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { gameModes, type Team } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { Cards } from '../ui/Cards';
import { EmptyState } from '../ui/EmptyState';
import { MineOrPublic, PagedList } from '../ui/PagedList';
import { useListSearch } from '../ui/useListSearch';
import { usePageTitle } from '../ui/usePageTitle';
import { SquadDialog } from './SquadDialog';
import styles from './SquadsPage.module.css';
import { TeamCard } from './TeamCard';
import { squadTexts } from './texts';

export default function SquadsPage() {
  const t = useTexts(squadTexts);
  usePageTitle(t.squads);
  const words = useGameWords();
  const { search, set, isPublic } = useListSearch();
  const [isMaking, setMaking] = useState(false);
  const compose = (
    <Button component={Link} href="/squads/compose">
      {t.compose}
    </Button>
  );
  const empty = (
    <EmptyState
      title={isPublic ? t.emptyPublic : t.emptyMine}
      hint={isPublic ? t.emptyPublicHint : t.emptyMineHint}
      action={compose}
    />
  );
  return (
    <>
      <Group justify="space-between" mb="md">
        <Title order={1}>{t.squads}</Title>
        <Group gap="xs">
          <Button variant="default" onClick={() => setMaking(true)}>
            {t.newSquad}
          </Button>
          {compose}
        </Group>
      </Group>
      <div className={styles.filters}>
        <MineOrPublic mine={t.mine} everybodys={t.public} />
        <Select
          aria-label={t.mode}
          placeholder={t.mode}
          data={gameModes.map((value) => ({ value, label: words.modes[value] }))}
          value={search.get('game_mode')}
          onChange={(value) => set('game_mode', value)}
          clearable
        />
      </div>
      <PagedList<Team> of="teams" filters={['game_mode']} empty={empty}>
        {(teams) => (
          <Cards>
            {teams.map((team) => (
              <TeamCard key={team.id} team={team} />
            ))}
          </Cards>
        )}
      </PagedList>
      {isMaking && <SquadDialog onClose={() => setMaking(false)} />}
    </>
  );
}
