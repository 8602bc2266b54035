import { Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { ApiError } from '../api/ApiError';
import { useLanguage } from '../i18n/language';
import { useTexts } from '../i18n/texts';
import { EmptyState } from '../ui/EmptyState';
import { Panel } from '../ui/Panel';
import { toast } from '../ui/toast';
import { useErrorText } from '../ui/useErrorText';
import { usePageTitle } from '../ui/usePageTitle';
import { changePassword, signOut } from './account';
import { NewPassword } from './NewPassword';
import { brokenRules } from './passwordRules';
import { accountTexts } from './texts';
import { useSession } from './useSession';

export default function AccountPage() {
  const t = useTexts(accountTexts);
  usePageTitle(t.account);
  const { language } = useLanguage();
  const { user, isLoading } = useSession();
  if (isLoading) return null;
  if (!user) {
    return (
      <EmptyState
        isPage
        title={t.notSignedIn}
        hint={t.notSignedInHint}
        action={
          <Button component={Link} href="/sign-in">
            {t.signIn}
          </Button>
        }
      />
    );
  }
  return (
    <Panel width="narrow">
      <Stack>
        <Title order={1}>{user.is_guest ? t.guestTitle : t.account}</Title>
        {user.is_guest ? (
          <>
            <Text>{t.guestHint}</Text>
            <Button component={Link} href="/register">
              {t.register}
            </Button>
          </>
        ) : (
          <>
            <div>
              <Text fw={600}>{user.username}</Text>
              <Text c="dimmed" size="sm">
                {user.email}
              </Text>
              <Text c="dimmed" size="sm">
                {t.since(new Date(user.created_at).toLocaleDateString(language))}
              </Text>
            </div>
            <PasswordForm />
          </>
        )}
        <SignOutButtons />
      </Stack>
    </Panel>
  );
}

function PasswordForm() {
  const t = useTexts(accountTexts);
  const tell = useErrorText();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      toast(t.changed);
    },
  });
  const isWrong = change.error instanceof ApiError && change.error.code === 'INVALID_CREDENTIALS';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={2}>{t.changePassword}</Title>
        <PasswordInput
          label={t.currentPassword}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          autoComplete="current-password"
          error={isWrong ? t.wrongPassword : undefined}
          required
        />
        <NewPassword label={t.newPassword} value={next} onChange={setNext} />
        {change.error && !isWrong && (
          <Text c="red" size="sm" role="alert">
            {tell(change.error)}
          </Text>
        )}
        <Button type="submit" variant="default" loading={change.isPending} disabled={brokenRules(next).length > 0}>
          {t.changePassword}
        </Button>
      </Stack>
    </form>
  );
}

function SignOutButtons() {
  const t = useTexts(accountTexts);
  const tell = useErrorText();
  const [, go] = useLocation();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => go('/'),
    onError: (error) => toast(tell(error), 'bad'),
  });
  return (
    <Group>
      <Button variant="default" onClick={() => leave.mutate(false)}>
        {t.signOut}
      </Button>
      <Button variant="subtle" color="red" onClick={() => leave.mutate(true)}>
        {t.signOutEverywhere}
      </Button>
    </Group>
  );
}
