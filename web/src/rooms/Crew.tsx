import { Text } from '@mantine/core';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import type { SeatHolder } from '../live/games';
import { liveTexts } from '../live/texts';
import { usePlayerName } from '../live/usePlayerName';
import { Section } from '../ui/Section';
import styles from './Room.module.css';
import type { RoomState } from './roomState';
import { roomTexts } from './texts';

/** Who is in the room, who is here now, and what they can play. */
export function Crew({
  room,
  holders,
  userId,
  online,
}: {
  room: RoomState;
  holders: readonly SeatHolder[];
  userId: string;
  online: ReadonlySet<string>;
}) {
  const t = useTexts(roomTexts);
  const live = useTexts(liveTexts);
  const words = useGameWords();
  const nameOf = usePlayerName();
  const people = [
    ...(room.commander ? [room.commander] : []),
    ...room.members.map((member) => member.userId).filter((id) => id !== room.commander),
  ];
  return (
    <Section title={t.crew}>
      <ul className={styles.people}>
        {people.map((id) => {
          const isHere = id === userId || online.has(id);
          const offer = room.members.find((member) => member.userId === id);
          const offered = [...(offer?.specializations ?? []), ...(offer?.roles ?? []).map((role) => words.roles[role])];
          return (
            <li key={id} className={styles.person}>
              <span
                className={styles.presence}
                data-here={isHere}
                role="img"
                aria-label={isHere ? live.online : live.offline}
                title={isHere ? live.online : live.offline}
              />
              <span>
                <Text span fw={600}>
                  {nameOf(id, holders)}
                </Text>
                <Text span c="dimmed" size="sm">
                  {id === userId && ` (${live.you})`}
                  {id === room.commander && ` ${t.commander}`}
                </Text>
              </span>
              <Text size="sm" c="dimmed" className={styles.offer}>
                {offered.length > 0 ? offered.join(', ') : t.noSignUp}
              </Text>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
