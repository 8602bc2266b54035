import { Button, MultiSelect, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Role, roles } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { useSpecializations } from '../live/useSpecializations';
import { Section } from '../ui/Section';
import type { Member } from './roomState';
import { roomTexts } from './texts';

/** What the reader offers to play. */
export function SignUpForm({
  member,
  isSending,
  onSignUp,
}: {
  member: Member | undefined;
  isSending: boolean;
  onSignUp: (offer: { specializations: string[]; roles: Role[] }) => void;
}) {
  const t = useTexts(roomTexts);
  const words = useGameWords();
  const known = useSpecializations();
  const [specializations, setSpecializations] = useState<string[] | null>(null);
  const [offered, setOffered] = useState<Role[] | null>(null);
  const offer = {
    specializations: specializations ?? member?.specializations ?? [],
    roles: offered ?? member?.roles ?? [],
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSignUp(offer);
  };
  return (
    <Section title={t.signUp} hint={t.signUpHint}>
      <form onSubmit={submit}>
        <Stack gap="xs">
          <MultiSelect
            label={t.specializations}
            data={[...known.keys()]}
            value={offer.specializations}
            onChange={setSpecializations}
            searchable
            hidePickedOptions
          />
          <MultiSelect
            label={t.roles}
            data={roles.map((value) => ({ value, label: words.roles[value] }))}
            value={offer.roles}
            onChange={(values) => setOffered(values as Role[])}
            hidePickedOptions
          />
          <Button type="submit" variant="default" loading={isSending}>
            {t.sendSignUp}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
