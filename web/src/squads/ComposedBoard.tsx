import { ActionIcon, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { ComposedMember, ComposedSquad } from '../api/types';
import { Subgroups } from '../board/Subgroups';
import { useGameWords } from '../i18n/gameWords';
import { useLanguage } from '../i18n/language';
import { useTexts } from '../i18n/texts';
import { LockIcon, OpenLockIcon } from '../ui/icons';
import { Proof } from '../ui/Proof';
import { Section } from '../ui/Section';
import { toast } from '../ui/toast';
import { useErrorText } from '../ui/useErrorText';
import styles from './ComposedBoard.module.css';
import { seatKey } from './composition';
import { rowsOfSquad } from './coverage';
import { Heatmap } from './Heatmap';
import { SeatChip } from './SeatChip';
import { Summary } from './Summary';
import { saveSquad } from './saveSquad';
import { squadTexts } from './texts';

export default function ComposedBoard({
  squad,
  locked,
  onLock,
}: {
  squad: ComposedSquad;
  locked: ReadonlySet<string>;
  onLock: (seat: string) => void;
}) {
  const t = useTexts(squadTexts);
  const words = useGameWords();
  const { language } = useLanguage();
  const tell = useErrorText();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const rows = useMemo(() => rowsOfSquad(squad), [squad]);
  // The solver's own name is English; a model's is what it wrote.
  const [leader] = squad.builds;
  const title =
    squad.metadata.source === 'solver' && leader
      ? t.nameOf(words.modes[squad.game_mode], squad.size, leader.specialization)
      : squad.name;
  const save = useMutation({
    mutationFn: () => saveSquad(squad, title, (member) => `${member.specialization} · ${words.roles[member.role]}`),
    onSuccess: (team) => {
      void queries.invalidateQueries({ queryKey: ['teams', 'list'] });
      void queries.invalidateQueries({ queryKey: ['builds', 'list'] });
      toast(t.saved);
      go(`/squads/${team.id}`);
    },
    onError: (error) => toast(tell(error), 'bad'),
  });
  return (
    <>
      <Proof score={squad.score} bound={squad.bound} isProven={squad.proven_optimal} />
      <Section
        title={title}
        hint={t.lockHint}
        action={
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {t.save}
          </Button>
        }
      >
        <Subgroups
          groups={squad.subgroups.map(({ members }, subgroup) =>
            members.map((member, seat) => {
              const key = seatKey(subgroup, seat);
              const isLocked = locked.has(key);
              return (
                <div
                  key={key}
                  className={styles.seat}
                  data-locked={isLocked || undefined}
                  title={language === 'en' ? why(member) : undefined}
                >
                  <SeatChip profession={member.profession} specialization={member.specialization} role={member.role} />
                  <ActionIcon
                    size="sm"
                    variant={isLocked ? 'light' : 'subtle'}
                    color={isLocked ? 'ember' : 'gray'}
                    aria-label={t.lock(member.specialization)}
                    aria-pressed={isLocked}
                    onClick={() => onLock(key)}
                  >
                    {isLocked ? <LockIcon /> : <OpenLockIcon />}
                  </ActionIcon>
                </div>
              );
            }),
          )}
        />
      </Section>
      <Section title={t.coverage} hint={t.coverageHint}>
        <Heatmap rows={rows} subgroupCount={squad.subgroups.length} />
      </Section>
      <Summary squad={squad} rows={rows} />
    </>
  );
}

const why = (member: ComposedMember) => member.why.replaceAll('_', ' ');
