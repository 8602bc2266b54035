import { Button, Group, Switch, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../account/useSession';
import { send } from '../api/http';
import type { Team } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useLanguage } from '../i18n/language';
import { useTexts } from '../i18n/texts';
import { copyText } from '../ui/copyText';
import { RemoveButton } from '../ui/RemoveButton';
import { toast } from '../ui/toast';
import { usePageTitle } from '../ui/usePageTitle';
import styles from './BoardHeader.module.css';
import { SquadDialog } from './SquadDialog';
import { squadTexts } from './texts';

export function BoardHeader({
  team,
  isOwn,
  score,
  isSharing,
  onShare,
}: {
  team: Team;
  isOwn: boolean;
  score: number | null;
  isSharing: boolean;
  onShare: (isPublic: boolean) => void;
}) {
  const t = useTexts(squadTexts);
  const words = useGameWords();
  const { language } = useLanguage();
  const { user } = useSession();
  const queries = useQueryClient();
  const [, go] = useLocation();
  usePageTitle(team.name);
  const [isEditing, setEditing] = useState(false);
  return (
    <div className={styles.header}>
      <div className={styles.names}>
        <Title order={1}>{team.name}</Title>
        <Text c="dimmed">
          {words.modes[team.game_mode]} · {t.taken(team.members.length, team.size)}
          {!isOwn && team.owner && ` · ${t.by(team.owner)}`}
        </Text>
      </div>
      {score !== null && (
        <div className={styles.score}>
          <div className={styles.number}>{score.toLocaleString(language, { maximumFractionDigits: 1 })}</div>
          <div className={styles.label}>{t.score} / 100</div>
        </div>
      )}
      <Group gap="sm">
        {isOwn && (
          <Switch
            label={t.isPublic}
            checked={team.is_public}
            disabled={isSharing}
            onChange={(event) => (user?.is_guest ? toast(t.guestPublic, 'bad') : onShare(event.currentTarget.checked))}
          />
        )}
        {team.is_public && (
          <Button variant="default" onClick={() => void copyText(window.location.href).then(() => toast(t.linkCopied))}>
            {t.copyLink}
          </Button>
        )}
        {isOwn && (
          <Button variant="default" onClick={() => setEditing(true)}>
            {t.edit}
          </Button>
        )}
        {isOwn && (
          <RemoveButton
            label={t.remove}
            question={t.removeSure}
            remove={() => send('DELETE', `/teams/${team.id}`)}
            onRemoved={() => {
              go('/squads');
              queries.removeQueries({ queryKey: ['teams', team.id] });
              void queries.invalidateQueries({ queryKey: ['teams', 'list'] });
              toast(t.removed);
            }}
          />
        )}
      </Group>
      {isEditing && <SquadDialog team={team} onClose={() => setEditing(false)} />}
    </div>
  );
}
