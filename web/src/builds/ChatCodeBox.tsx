import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api/ApiError';
import { ask } from '../api/http';
import type { BuildParts, BuildPreview } from '../api/types';
import { useTexts } from '../i18n/texts';
import { copyText } from '../ui/copyText';
import { Section } from '../ui/Section';
import { toast } from '../ui/toast';
import { useErrorText } from '../ui/useErrorText';
import { findChatCode } from './chatCode';
import { buildTexts } from './texts';

export function ChatCodeBox({
  code,
  isStale,
  onTake,
}: {
  code: string | undefined;
  isStale: boolean;
  onTake: (parts: BuildParts) => Promise<void>;
}) {
  const t = useTexts(buildTexts);
  const tell = useErrorText();
  const [written, setWritten] = useState('');
  const take = useMutation({
    mutationFn: async (found: string) => onTake(await ask<BuildPreview>('/builds/preview', { chat_code: found })),
    onSuccess: () => setWritten(''),
  });
  const change = (text: string) => {
    setWritten(text);
    take.reset();
    const found = findChatCode(text);
    if (found) take.mutate(found);
  };
  const refusal = take.error instanceof ApiError ? (take.error.fields.chat_code ?? tell(take.error)) : undefined;
  const isLost = written !== '' && !findChatCode(written);
  return (
    <Section title={t.chatCode}>
      <Stack>
        <Button
          variant="default"
          disabled={!code || isStale}
          onClick={() => code && void copyText(code).then(() => toast(t.codeCopied))}
        >
          {t.copyCode}
        </Button>
        <TextInput
          label={t.pasteCode}
          description={t.pasteHint}
          placeholder="[&DQ…]"
          value={written}
          onChange={(event) => change(event.currentTarget.value)}
          error={refusal ?? (isLost ? t.noCode : undefined)}
          spellCheck={false}
          autoComplete="off"
        />
      </Stack>
    </Section>
  );
}
