import { SharedSession, webSocketTransport } from '@gw2optimizer/game-sessions';
import { useEffect, useState } from 'react';
import { keepSignedIn } from '../api/signIn';
import { type Notice, noticeOf } from './noticeState';

const seenKey = (userId: string) => `noticesSeen ${userId}`;
const seenBy = (userId: string) => Number(localStorage.getItem(seenKey(userId)) ?? 0);

/** What a user was told and has not put away in this browser, oldest first. */
export function useNotices(userId: string): { notices: readonly Notice[]; putAway: (notice: Notice) => void } {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  useEffect(() => {
    const session = new SharedSession(
      {
        name: `notifications ${userId}`,
        transport: webSocketTransport(window.location.origin),
        path: '/ws/notifications',
        start: { sequence: seenBy(userId), epoch: null },
      },
      (news) => {
        const notice = news.kind === 'event' ? noticeOf(news.event) : null;
        if (notice && notice.sequence > seenBy(userId)) setNotices((old) => [...old, notice]);
      },
    );
    keepSignedIn()
      .catch(() => {})
      .then(() => session.start());
    return () => session.close();
  }, [userId]);
  const putAway = ({ sequence }: Notice) => {
    localStorage.setItem(seenKey(userId), String(Math.max(sequence, seenBy(userId))));
    setNotices((old) => old.filter((one) => one.sequence > sequence));
  };
  return { notices, putAway };
}
