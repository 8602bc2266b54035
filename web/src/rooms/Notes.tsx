import { Button, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLanguage } from '../i18n/language';
import { useTexts } from '../i18n/texts';
import type { SeatHolder } from '../live/games';
import { usePlayerName } from '../live/usePlayerName';
import { Section } from '../ui/Section';
import styles from './Room.module.css';
import type { Note } from './roomState';
import { roomTexts } from './texts';

const noteCharactersMax = 500;

export function Notes({
  notes,
  holders,
  mayWrite,
  isSending,
  onNote,
}: {
  notes: readonly Note[];
  holders: readonly SeatHolder[];
  mayWrite: boolean;
  isSending: boolean;
  onNote: (text: string) => Promise<boolean>;
}) {
  const t = useTexts(roomTexts);
  const { language } = useLanguage();
  const nameOf = usePlayerName();
  const [text, setText] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const last = notes.at(-1)?.at;
  useEffect(() => {
    if (last) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [last]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onNote(text).then((done) => done && setText(''));
  };
  return (
    <Section title={t.notes}>
      <Stack gap="sm">
        {notes.length === 0 && (
          <Text size="sm" c="dimmed">
            {t.noNotes}
          </Text>
        )}
        {notes.length > 0 && (
          <ul className={styles.notes} ref={list} tabIndex={0} aria-label={t.notes}>
            {notes.map((note, index) => (
              <li key={`${note.at} ${index}`}>
                <Text size="xs" c="dimmed">
                  {nameOf(note.userId, holders)},{' '}
                  {new Date(note.at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })}
                </Text>
                <Text size="sm" className={styles.text}>
                  {note.text}
                </Text>
              </li>
            ))}
          </ul>
        )}
        {mayWrite && (
          <form onSubmit={submit}>
            <Stack gap="xs">
              <Textarea
                aria-label={t.note}
                placeholder={t.note}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                maxLength={noteCharactersMax}
                autosize
                minRows={1}
                maxRows={5}
              />
              <Button type="submit" variant="default" disabled={!text.trim()} loading={isSending}>
                {t.sendNote}
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </Section>
  );
}
