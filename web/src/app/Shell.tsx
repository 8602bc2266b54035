import { ActionIcon, Anchor, Button, Text, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { Link, useLocation } from 'wouter';
import { useSession } from '../account/useSession';
import { useLanguage } from '../i18n/language';
import { useTexts } from '../i18n/texts';
import { MoonIcon, SunIcon } from '../ui/icons';
import iconUrl from './icon.svg';
import { navEntries } from './routes';
import styles from './Shell.module.css';
import { appTexts } from './texts';

// Not for visitors, whose first page is lighter without them.
const AccountMenu = lazy(() => import('../account/AccountMenu'));
const NoticeBar = lazy(() => import('../notices/NoticeBar'));

export function Shell({ children }: { children: ReactNode }) {
  const t = useTexts(appTexts);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t.skipToContent}
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link href="/" className={styles.brand}>
            <img src={iconUrl} width={28} height={28} alt="" />
            <span>GW2Optimizer</span>
          </Link>
          <Navigation />
          <div className={styles.tools}>
            <LanguageSwitch />
            <ColorSwitch />
            <Account />
          </div>
        </div>
      </header>
      <Notices />
      <main id="content" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      <footer className={styles.footer}>
        <Text size="xs" c="dimmed">
          {t.footer}{' '}
          <Anchor size="xs" href="/docs" underline="always">
            {t.api}
          </Anchor>
        </Text>
      </footer>
    </div>
  );
}

/** For who has a name, by which others can invite. */
function Notices() {
  const { user } = useSession();
  if (!user || user.is_guest) return null;
  return (
    <Suspense fallback={null}>
      <NoticeBar userId={user.id} />
    </Suspense>
  );
}

function Navigation() {
  const t = useTexts(appTexts);
  const [location] = useLocation();
  const { user } = useSession();
  return (
    <nav className={styles.nav} aria-label={t.pages}>
      {navEntries
        .filter((entry) => !entry.superuser || user?.is_superuser)
        .map(({ path, label }) => (
          <Link
            key={path}
            href={path}
            className={styles.link}
            aria-current={location === path || location.startsWith(`${path}/`) ? 'page' : undefined}
          >
            {t[label]}
          </Link>
        ))}
    </nav>
  );
}

function LanguageSwitch() {
  const t = useTexts(appTexts);
  const { language, setLanguage } = useLanguage();
  const other = language === 'en' ? 'fr' : 'en';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      lang={other}
      aria-label={`${other.toUpperCase()}: ${other === 'fr' ? 'Français' : 'English'}`}
      title={t.language}
      onClick={() => setLanguage(other)}
    >
      <Text size="sm" fw={600} c="dimmed">
        {other.toUpperCase()}
      </Text>
    </ActionIcon>
  );
}

function ColorSwitch() {
  const t = useTexts(appTexts);
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={isDark ? t.light : t.dark}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      {isDark ? <SunIcon /> : <MoonIcon />}
    </ActionIcon>
  );
}

function Account() {
  const t = useTexts(appTexts);
  const { user, isLoading } = useSession();
  if (isLoading) return null;
  if (!user) {
    return (
      <Button component={Link} href="/sign-in" variant="default" size="xs">
        {t.signIn}
      </Button>
    );
  }
  return (
    <Suspense fallback={null}>
      <AccountMenu user={user} />
    </Suspense>
  );
}
