import { Button, Text, Title } from '@mantine/core';
import { Link } from 'wouter';
import { professions } from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { ProfessionMark } from '../ui/ProfessionMark';
import styles from './HomePage.module.css';
import { homeTexts } from './texts';

export default function HomePage() {
  const t = useTexts(homeTexts);
  const words = useGameWords();
  const steps = [
    { title: t.buildTitle, text: t.buildText, action: t.buildAction, href: '/builds/new' },
    { title: t.draftTitle, text: t.draftText, action: t.draftAction, href: '/draft' },
    { title: t.roomTitle, text: t.roomText, action: t.roomAction, href: '/rooms' },
    { title: t.squadTitle, text: t.squadText, action: t.squadAction, href: '/squads/compose' },
    { title: t.browseTitle, text: t.browseText, action: t.browseAction, href: '/builds?show=public' },
  ];
  return (
    <>
      <div className={styles.hero}>
        <Title order={1} className={styles.title}>
          {t.title}
        </Title>
        <Text size="lg" c="dimmed" maw="40rem">
          {t.lead} {t.noAccount}
        </Text>
      </div>
      <div className={styles.steps}>
        {steps.map(({ title, text, action, href }, index) => (
          <section key={href} className={styles.step}>
            <Title order={2}>{title}</Title>
            <Text c="dimmed" className={styles.text}>
              {text}
            </Text>
            <Button component={Link} href={href} variant={index === 0 ? 'filled' : 'default'}>
              {action}
            </Button>
          </section>
        ))}
      </div>
      <nav className={styles.professions} aria-label={t.startWith}>
        <Text size="sm" c="dimmed">
          {t.startWith}
        </Text>
        {professions.map((profession) => (
          <Link key={profession} href={`/builds/new?profession=${profession}`} className={styles.profession}>
            <ProfessionMark profession={profession} />
            {words.professions[profession]}
          </Link>
        ))}
      </nav>
    </>
  );
}
