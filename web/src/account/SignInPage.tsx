import { Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { ApiError } from '../api/ApiError';
import { useTexts } from '../i18n/texts';
import { Panel } from '../ui/Panel';
import { useErrorText } from '../ui/useErrorText';
import { usePageTitle } from '../ui/usePageTitle';
import { signIn } from './account';
import { accountTexts } from './texts';

export default function SignInPage() {
  const t = useTexts(accountTexts);
  usePageTitle(t.signIn);
  const tell = useErrorText();
  const [, go] = useLocation();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const attempt = useMutation({ mutationFn: () => signIn(name, password), onSuccess: () => go('/builds') });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.mutate();
  };
  const isWrong = attempt.error instanceof ApiError && attempt.error.code === 'INVALID_CREDENTIALS';
  return (
    <Panel width="narrow">
      <form onSubmit={submit}>
        <Stack>
          <Title order={1}>{t.signIn}</Title>
          <TextInput
            label={t.name}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            autoComplete="username"
            required
          />
          <PasswordInput
            label={t.password}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            required
          />
          {attempt.error && (
            <Text c="red" size="sm" role="alert">
              {isWrong ? t.wrong : tell(attempt.error)}
            </Text>
          )}
          <Button type="submit" loading={attempt.isPending}>
            {t.signIn}
          </Button>
          <Text size="sm">
            {t.noAccount}{' '}
            <Anchor component={Link} href="/register" underline="always">
              {t.register}
            </Anchor>
          </Text>
        </Stack>
      </form>
    </Panel>
  );
}
