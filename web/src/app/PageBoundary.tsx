import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTexts } from '../i18n/texts';
import { EmptyState } from '../ui/EmptyState';
import { appTexts } from './texts';

/** Keeps the shell alive when a page fails, also when its script is gone after an update of the server. */
export class PageBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const t = useTexts(appTexts);
  return (
    <EmptyState
      isPage
      title={t.broken}
      hint={t.brokenHint}
      action={<Button onClick={() => window.location.reload()}>{t.reload}</Button>}
    />
  );
}
