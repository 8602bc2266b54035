import { Alert, Button, Group, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useSession } from '../account/useSession';
import { send } from '../api/http';
import type { Build, Catalogue } from '../api/types';
import { useTexts } from '../i18n/texts';
import { copyText } from '../ui/copyText';
import { RemoveButton } from '../ui/RemoveButton';
import { toast } from '../ui/toast';
import { useErrorText } from '../ui/useErrorText';
import { usePageTitle } from '../ui/usePageTitle';
import { BuildTitle } from './BuildTitle';
import { type Draft, toBuild } from './draft';
import { buildTexts } from './texts';

export function BuildHeader({
  draft,
  catalogue,
  build,
  title,
  spoken,
  onChange,
}: {
  draft: Draft;
  catalogue: Catalogue;
  build: Build | null;
  title: string;
  /** The title in the reader's language. */
  spoken: string;
  onChange: (change: (draft: Draft) => Draft) => void;
}) {
  const t = useTexts(buildTexts);
  const tell = useErrorText();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const { user } = useSession();
  const isOwn = build?.user_id != null;
  const heading = draft.name || (build ? build.name : t.newBuild);
  usePageTitle(heading);
  const save = useMutation({
    mutationFn: () => {
      const written = toBuild(draft, catalogue);
      const named = { ...written, name: draft.name.trim() || t.nameOf(spoken) };
      return isOwn
        ? send<Build>('PUT', `/builds/${build.id}`, named)
        : send<Build>('POST', '/builds', { ...named, is_public: false });
    },
    onSuccess: (saved) => {
      queries.setQueryData(['builds', saved.id], saved);
      void queries.invalidateQueries({ queryKey: ['builds', 'list'] });
      toast(t.saved);
      if (!isOwn) go(`/builds/${saved.id}`, { replace: build === null });
    },
    onError: (error) => toast(tell(error), 'bad'),
  });
  const share = useMutation({
    mutationFn: (isPublic: boolean) => send<Build>('PUT', `/builds/${build?.id}`, { is_public: isPublic }),
    onSuccess: (saved) => {
      onChange((old) => ({ ...old, isPublic: saved.is_public }));
      queries.setQueryData(['builds', saved.id], saved);
      void queries.invalidateQueries({ queryKey: ['builds', 'list'] });
    },
    onError: (error) => toast(tell(error), 'bad'),
  });
  return (
    <div>
      <BuildTitle
        profession={draft.profession}
        title={title}
        heading={heading}
        spoken={spoken}
        gameMode={draft.gameMode}
      >
        <Group gap="sm">
          {isOwn && (
            <Switch
              label={t.isPublic}
              title={user?.is_guest ? t.guestPublic : t.isPublicHint}
              checked={draft.isPublic}
              disabled={share.isPending}
              onChange={(event) =>
                user?.is_guest ? toast(t.guestPublic, 'bad') : share.mutate(event.currentTarget.checked)
              }
            />
          )}
          {build && draft.isPublic && (
            <Button
              variant="default"
              onClick={() =>
                void copyText(`${window.location.origin}/builds/${build.id}`).then(() => toast(t.linkCopied))
              }
            >
              {t.copyLink}
            </Button>
          )}
          {isOwn && (
            <RemoveButton
              label={t.remove}
              question={t.removeSure}
              remove={() => send('DELETE', `/builds/${build.id}`)}
              onRemoved={() => {
                queries.removeQueries({ queryKey: ['builds', build.id] });
                void queries.invalidateQueries({ queryKey: ['builds', 'list'] });
                toast(t.removed);
                go('/builds');
              }}
            />
          )}
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {build && !isOwn ? t.saveCopy : t.save}
          </Button>
        </Group>
      </BuildTitle>
      {build && !isOwn && (
        <Alert variant="light" color="gray" mt="md">
          {t.sharedBy(build.owner ?? '?')}
        </Alert>
      )}
    </div>
  );
}
