import { Button, SegmentedControl, Stack, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../i18n/texts';
import { Section } from '../ui/Section';
import { usePageTitle } from '../ui/usePageTitle';
import { GameList } from './GameList';
import { InviteForm } from './InviteForm';
import styles from './LobbyPage.module.css';
import { Matchmaking } from './Matchmaking';
import type { DraftFormat } from './schedule';
import { draftTexts } from './texts';
import { type Preset, useNewDraft } from './useNewDraft';

export default function LobbyPage() {
  const t = useTexts(draftTexts);
  usePageTitle(t.draft);
  const [preset, setPreset] = useState<Preset>('normal');
  const [format, setFormat] = useState<DraftFormat>('duel-5');
  const [blindBans, setBlindBans] = useState(false);
  const make = useNewDraft();
  const wish = { timeControl: { preset }, options: { format, blindBans } };
  const hints: Record<Preset, string> = { blitz: t.blitzHint, normal: t.normalHint, long: t.longHint };
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t.draft}</Title>
        <Text c="dimmed" maw="46rem">
          {t.lead}
        </Text>
      </div>
      <Section title={t.newDraft}>
        <div className={styles.choices}>
          <div>
            <Text size="sm" fw={600} id="draft-time">
              {t.time}
            </Text>
            <SegmentedControl
              aria-labelledby="draft-time"
              value={preset}
              onChange={(value) => setPreset(value as Preset)}
              data={[
                { value: 'blitz', label: t.blitz },
                { value: 'normal', label: t.normal },
                { value: 'long', label: t.long },
              ]}
            />
            <Text size="xs" c="dimmed">
              {hints[preset]}
            </Text>
          </div>
          <div>
            <Text size="sm" fw={600} id="draft-size">
              {t.size}
            </Text>
            <SegmentedControl
              aria-labelledby="draft-size"
              value={format}
              onChange={(value) => setFormat(value as DraftFormat)}
              data={[
                { value: 'duel-5', label: t.duel5 },
                { value: 'duel-10', label: t.duel10 },
              ]}
            />
          </div>
          <Switch
            checked={blindBans}
            onChange={(event) => setBlindBans(event.currentTarget.checked)}
            label={t.blindBans}
            className={styles.switch}
          />
        </div>
        <div className={styles.ways}>
          <section className={styles.way}>
            <Title order={3} fz="1.05rem">
              {t.practiceTitle}
            </Title>
            <Text c="dimmed" size="sm" className={styles.text}>
              {t.practiceText}
            </Text>
            <Button loading={make.isPending} onClick={() => make.mutate({ ...wish, opponent: 'practice' })}>
              {t.practiceAction}
            </Button>
          </section>
          <section className={styles.way}>
            <Title order={3} fz="1.05rem">
              {t.inviteTitle}
            </Title>
            <InviteForm wish={wish} />
          </section>
          <section className={styles.way}>
            <Title order={3} fz="1.05rem">
              {t.matchTitle}
            </Title>
            <Matchmaking preset={preset} />
          </section>
        </div>
      </Section>
      <GameList />
    </Stack>
  );
}
