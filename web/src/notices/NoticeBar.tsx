import { Button, CloseButton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useLocation } from 'wouter';
import { ApiError } from '../api/ApiError';
import { appTexts } from '../app/texts';
import { useTexts } from '../i18n/texts';
import { gameQuery } from '../live/games';
import { usePlayerName } from '../live/usePlayerName';
import styles from './NoticeBar.module.css';
import type { Notice } from './noticeState';
import { noticeTexts } from './texts';
import { useNotices } from './useNotices';

/** The oldest of what the user was told, until it is put away. */
export default function NoticeBar({ userId }: { userId: string }) {
  const { notices, putAway } = useNotices(userId);
  const [notice] = notices;
  if (!notice) return null;
  const onDone = () => putAway(notice);
  return notice.gameId ? (
    <Invitation key={notice.sequence} gameId={notice.gameId} onDone={onDone} />
  ) : (
    <Bar onClose={onDone}>
      <Text size="sm">
        <strong>{notice.title}.</strong> {notice.message}
      </Text>
    </Bar>
  );
}

function Invitation({ gameId, onDone }: { gameId: NonNullable<Notice['gameId']>; onDone: () => void }) {
  const t = useTexts(noticeTexts);
  const nameOf = usePlayerName();
  const [location, go] = useLocation();
  const game = useQuery(gameQuery(gameId));
  const path = `/draft/${gameId}`;
  const isGone = game.error instanceof ApiError && game.error.status === 404;
  const isOver = isGone || (game.isSuccess && game.data.status !== 'waiting') || location === path;
  const finish = useEffectEvent(onDone);
  useEffect(() => {
    if (isOver) finish();
  }, [isOver]);
  if (isOver || !game.data) return null;
  const host = game.data.seats.find((seat) => seat.userId)?.userId;
  return (
    <Bar onClose={onDone}>
      <Text size="sm">{t.invitation(host ? nameOf(host, game.data.seats) : t.somebody)}</Text>
      <Button size="compact-sm" onClick={() => go(path)}>
        {t.open}
      </Button>
    </Bar>
  );
}

function Bar({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const t = useTexts(appTexts);
  return (
    <div className={styles.bar} role="status">
      {children}
      <CloseButton className={styles.close ?? ''} aria-label={t.close} onClick={onClose} />
    </div>
  );
}
