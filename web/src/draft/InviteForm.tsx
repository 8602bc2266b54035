import { Button, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTexts } from '../i18n/texts';
import styles from './LobbyPage.module.css';
import { draftTexts } from './texts';
import { isOfOpponent, type NewDraft, useNewDraft } from './useNewDraft';

const nameCharactersMax = 100;

/** Invites a player by name, who is told, or whoever gets the link. */
export function InviteForm({ wish }: { wish: NewDraft }) {
  const t = useTexts(draftTexts);
  const make = useNewDraft();
  const [name, setName] = useState('');
  const opponent = name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate(opponent ? { ...wish, opponent } : wish);
  };
  return (
    <form className={styles.invite} onSubmit={submit}>
      <Text c="dimmed" size="sm" className={styles.text}>
        {t.inviteText}
      </Text>
      <TextInput
        label={t.inviteName}
        value={name}
        maxLength={nameCharactersMax}
        autoComplete="off"
        error={isOfOpponent(make.error) && t.nobodyOfThatName}
        onChange={(event) => {
          setName(event.currentTarget.value);
          make.reset();
        }}
      />
      <Button type="submit" variant="default" loading={make.isPending}>
        {opponent ? t.inviteByName : t.inviteAction}
      </Button>
    </form>
  );
}
