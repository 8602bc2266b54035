import { Notification } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { appTexts } from '../app/texts';
import { useTexts } from '../i18n/texts';
import styles from './Toasts.module.css';
import { currentToasts, dismiss, onToasts } from './toast';

export function Toasts() {
  const t = useTexts(appTexts);
  const toasts = useSyncExternalStore(onToasts, currentToasts);
  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {toasts.map(({ id, message, tone }) => (
        <Notification
          key={id}
          color={tone === 'good' ? 'teal' : 'red'}
          onClose={() => dismiss(id)}
          closeButtonProps={{ 'aria-label': t.close }}
          withBorder
        >
          {message}
        </Notification>
      ))}
    </div>
  );
}
