import { Loader, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { LanguageProvider } from '../i18n/LanguageProvider';
import { Toasts } from '../ui/Toasts';
import { NotFound } from './NotFound';
import { PageBoundary } from './PageBoundary';
import { queryClient } from './queryClient';
import { routes } from './routes';
import { Shell } from './Shell';
import { theme } from './theme';

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" deduplicateCssVariables={false}>
      <QueryClientProvider client={queryClient}>
        <LanguageProvider>
          <Shell>
            <CurrentPage />
          </Shell>
          <Toasts />
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function CurrentPage() {
  const [location] = useLocation();
  return (
    <PageBoundary key={location}>
      <Suspense fallback={<Loader m="xl" />}>
        <Switch>
          {routes.map(({ path, page: Page }) => (
            <Route key={path} path={path}>
              <Page />
            </Route>
          ))}
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </PageBoundary>
  );
}
