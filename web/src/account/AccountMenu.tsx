import { Button, Menu } from '@mantine/core';
import { useLocation } from 'wouter';
import type { User } from '../api/types';
import { appTexts } from '../app/texts';
import { useTexts } from '../i18n/texts';
import { PersonIcon } from '../ui/icons';
import styles from './AccountMenu.module.css';
import { signOut } from './account';

export default function AccountMenu({ user }: { user: User }) {
  const t = useTexts(appTexts);
  const [, go] = useLocation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" aria-label={`${t.account}: ${user.username ?? t.guest}`} maw="9rem">
          <PersonIcon />
          <span className={styles.user}>{user.username ?? t.guest}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {user.is_guest && (
          <>
            <Menu.Item onClick={() => go('/register')}>{t.keepGuest}</Menu.Item>
            <Menu.Item onClick={() => go('/sign-in')}>{t.signIn}</Menu.Item>
          </>
        )}
        <Menu.Item onClick={() => go('/account')}>{t.settings}</Menu.Item>
        {!user.is_guest && <Menu.Item onClick={() => void signOut().then(() => go('/'))}>{t.signOut}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
