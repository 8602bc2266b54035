import { Button, Group, TextInput } from '@mantine/core';
import { useTexts } from '../i18n/texts';
import { copyText } from '../ui/copyText';
import { toast } from '../ui/toast';
import { liveTexts } from './texts';

/** This page's address, to be sent to somebody. */
export function ShareLink({ path }: { path: string }) {
  const t = useTexts(liveTexts);
  const address = window.location.origin + path;
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        aria-label={t.link}
        value={address}
        readOnly
        flex={1}
        miw={0}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button variant="default" onClick={() => void copyText(address).then(() => toast(t.copied))}>
        {t.copyLink}
      </Button>
    </Group>
  );
}
