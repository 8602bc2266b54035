import { Anchor, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { ApiError } from '../api/ApiError';
import { useTexts } from '../i18n/texts';
import { Panel } from '../ui/Panel';
import { toast } from '../ui/toast';
import { useErrorText } from '../ui/useErrorText';
import { usePageTitle } from '../ui/usePageTitle';
import { register } from './account';
import { NewPassword } from './NewPassword';
import { brokenRules } from './passwordRules';
import { accountTexts } from './texts';
import { useSession } from './useSession';

export default function RegisterPage() {
  const t = useTexts(accountTexts);
  usePageTitle(t.register);
  const tell = useErrorText();
  const [, go] = useLocation();
  const { user } = useSession();
  const [email, setEmail] = useState('');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const attempt = useMutation({
    mutationFn: () => register({ email, username, password }),
    onSuccess: () => {
      toast(t.welcome(username));
      go('/builds');
    },
  });
  const refusal = attempt.error instanceof ApiError ? attempt.error : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.mutate();
  };
  return (
    <Panel width="narrow">
      <form onSubmit={submit}>
        <Stack>
          <Title order={1}>{t.registerTitle}</Title>
          {user?.is_guest && <Text c="dimmed">{t.keeps}</Text>}
          <TextInput
            label={t.email}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            autoComplete="email"
            error={refusal?.code === 'USER_EMAIL_EXISTS' ? t.emailTaken : refusal?.fields.email}
            required
          />
          <TextInput
            label={t.username}
            description={t.usernameHint}
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
            autoComplete="username"
            pattern="[A-Za-z0-9_]{3,50}"
            title={t.usernameHint}
            error={refusal?.code === 'USER_USERNAME_EXISTS' ? t.usernameTaken : refusal?.fields.username}
            required
          />
          <NewPassword label={t.password} value={password} onChange={setPassword} />
          {attempt.error && !['USER_EMAIL_EXISTS', 'USER_USERNAME_EXISTS'].includes(refusal?.code ?? '') && (
            <Text c="red" size="sm" role="alert">
              {tell(attempt.error)}
            </Text>
          )}
          <Button type="submit" loading={attempt.isPending} disabled={brokenRules(password).length > 0}>
            {t.register}
          </Button>
          <Text size="sm">
            {t.haveAccount}{' '}
            <Anchor component={Link} href="/sign-in" underline="always">
              {t.signIn}
            </Anchor>
          </Text>
        </Stack>
      </form>
    </Panel>
  );
}
