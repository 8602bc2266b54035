import { Button } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTexts } from '../i18n/texts';
import styles from './ConnectionBadge.module.css';
import type { Connection } from './connection';
import { liveTexts } from './texts';

const backLastsMs = 8_000;

/** Says how the page stands with its game, in words that are true. */
export function ConnectionBadge({ connection, onReconnect }: { connection: Connection; onReconnect: () => void }) {
  const t = useTexts(liveTexts);
  const { online } = useNetwork();
  const shown = useFading(connection);
  const hasEnded = shown.kind === 'elsewhere' || shown.kind === 'shutOut';
  // The socket learns of a dead network only after a while; the browser knows at once.
  const isOffline = !online && !hasEnded;
  return (
    <div className={styles.badge} data-kind={isOffline ? 'retrying' : shown.kind} role="status">
      <span className={styles.dot} aria-hidden />
      <span>{isOffline ? t.noNetwork : <Words connection={shown} />}</span>
      {hasEnded && (
        <Button size="compact-xs" variant="default" onClick={onReconnect}>
          {shown.kind === 'elsewhere' ? t.playHere : t.signInAgain}
        </Button>
      )}
    </div>
  );
}

function Words({ connection }: { connection: Connection }) {
  const t = useTexts(liveTexts);
  switch (connection.kind) {
    case 'back':
      return connection.changes === 0 ? t.nothingMissed : t.caughtUp(connection.changes);
    case 'retrying':
      return <Countdown until={connection.until} />;
    default:
      return t[connection.kind];
  }
}

function Countdown({ until }: { until: number }) {
  const t = useTexts(liveTexts);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 250);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((until - performance.now()) / 1000);
  return seconds > 0 ? t.retryingIn(seconds) : t.retrying;
}

/** Good news of a return is news for some seconds only. */
function useFading(connection: Connection): Connection {
  const [faded, setFaded] = useState<Connection | null>(null);
  useEffect(() => {
    if (connection.kind !== 'back' && connection.kind !== 'renewed') return;
    const timer = setTimeout(() => setFaded(connection), backLastsMs);
    return () => clearTimeout(timer);
  }, [connection]);
  return faded === connection ? { kind: 'connected' } : connection;
}
