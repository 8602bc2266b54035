import { memo } from 'react';
import type { Team } from '../api/types';
import { subgroupsOf } from '../board/slots';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { Card, CardMeta, CardName } from '../ui/Cards';
import { professionColors } from '../ui/professionColors';
import styles from './TeamCard.module.css';
import { squadTexts } from './texts';

export const TeamCard = memo(function TeamCard({ team }: { team: Team }) {
  const t = useTexts(squadTexts);
  const words = useGameWords();
  const bySlot = new Map(team.members.map((member) => [member.slot_number, member]));
  return (
    <Card href={`/squads/${team.id}`}>
      <CardName>{team.name}</CardName>
      <CardMeta>
        {words.modes[team.game_mode]}
        {team.user_id === null && team.owner && ` · ${t.by(team.owner)}`}
      </CardMeta>
      <div className={styles.picture} aria-hidden>
        {subgroupsOf(team.size).map((slots) => (
          <div key={slots[0]} className={styles.subgroup}>
            {slots.map((slot) => {
              const member = bySlot.get(slot);
              return (
                <span
                  key={slot}
                  className={styles.seat}
                  style={member && { background: professionColors[member.build.profession] }}
                />
              );
            })}
          </div>
        ))}
      </div>
      <CardMeta>{t.taken(team.members.length, team.size)}</CardMeta>
    </Card>
  );
});
