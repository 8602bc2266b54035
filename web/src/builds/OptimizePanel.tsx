import { Button, Group, SimpleGrid, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { memo, useState } from 'react';
import { ApiError } from '../api/ApiError';
import { send } from '../api/http';
import type { Catalogue, GearSheet, Objective, OptimizedGear } from '../api/types';
import { useLanguage } from '../i18n/language';
import { useTexts } from '../i18n/texts';
import { CountInput } from '../ui/CountInput';
import { ErrorAlert } from '../ui/ErrorAlert';
import { FieldSelect } from '../ui/FieldSelect';
import { Proof } from '../ui/Proof';
import { Section } from '../ui/Section';
import { type Draft, toBuild } from './draft';
import { formatChange, formatStat, isFraction } from './formatStat';
import { type GearSlot, isGearSlot } from './gearSlots';
import { attributeTexts, type SlotName, slotTexts } from './gearTexts';
import styles from './OptimizePanel.module.css';
import { PieceBars, type WornPrefix } from './PieceBars';
import { pointsOf, totalOf } from './piecePoints';
import { buildTexts } from './texts';

const objectives: readonly Objective[] = ['damage', 'condi', 'support', 'survive', 'balanced'];
const limitable = [
  'health',
  'armor',
  'critical_chance',
  'boon_duration',
  'condition_duration',
  'healing_power',
] as const;
type Limitable = (typeof limitable)[number];
const compared = ['damage', 'survivability', 'healing'] as const;

export const OptimizePanel = memo(function OptimizePanel({
  draft,
  catalogue,
  kept,
  onTake,
}: {
  draft: Draft;
  catalogue: Catalogue;
  kept: ReadonlySet<GearSlot>;
  onTake: (sheet: GearSheet) => void;
}) {
  const t = useTexts(buildTexts);
  const names = useTexts(attributeTexts);
  const { language } = useLanguage();
  const [objective, setObjective] = useState<Objective | null>(null);
  const [limits, setLimits] = useState<Partial<Record<Limitable, number>>>({});
  const optimize = useMutation({
    mutationFn: () => {
      const { profession, specialization, role, trait_lines, equipment } = toBuild(draft, catalogue);
      const min = Object.fromEntries(
        Object.entries(limits).map(([stat, value]) => [stat, isFraction(stat) ? value / 100 : value]),
      );
      return send<OptimizedGear>('POST', '/ai/optimize-build', {
        build: { profession, specialization, role, trait_lines, equipment },
        game_mode: draft.gameMode,
        objective,
        constraints: { min, keep: [...kept].filter((slot) => draft.prefixes[slot] !== undefined) },
      });
    },
  });
  const words = t.objectives.split(',');
  const hasNone = optimize.error instanceof ApiError && optimize.error.code === 'NO_SOLUTION';
  return (
    <Section title={t.optimize} hint={t.optimizeHint}>
      <Stack>
        <div className={styles.goal}>
          <FieldSelect
            label={t.objective}
            data={objectives.map((value, index) => ({ value, label: words[index] ?? value }))}
            value={objective}
            placeholder={t.byRole}
            onChange={(value) => setObjective(value as Objective | null)}
            clearable
          />
        </div>
        <fieldset className={styles.form}>
          <legend>{t.atLeast}</legend>
          {limitable.map((stat) => (
            <CountInput
              key={stat}
              label={isFraction(stat) ? `${names[stat]} (%)` : names[stat]}
              value={limits[stat]}
              max={isFraction(stat) ? 200 : 100_000}
              onChange={(value) =>
                setLimits(({ [stat]: _, ...others }) => (value === undefined ? others : { ...others, [stat]: value }))
              }
            />
          ))}
        </fieldset>
        <Group>
          <Button loading={optimize.isPending} onClick={() => optimize.mutate()}>
            {t.run}
          </Button>
        </Group>
        {optimize.error &&
          (hasNone ? (
            <Text c="red" role="alert">
              {t.noSolution} {language === 'en' && optimize.error.message}
            </Text>
          ) : (
            <ErrorAlert error={optimize.error} />
          ))}
        {optimize.data && <Outcome found={optimize.data} draft={draft} catalogue={catalogue} onTake={onTake} />}
      </Stack>
    </Section>
  );
});

function Outcome({
  found,
  draft,
  catalogue,
  onTake,
}: {
  found: OptimizedGear;
  draft: Draft;
  catalogue: Catalogue;
  onTake: (sheet: GearSheet) => void;
}) {
  const t = useTexts(buildTexts);
  const slots = useTexts(slotTexts);
  const sides = [
    { title: t.before, sheet: found.before },
    { title: t.after, sheet: found.after },
  ].map(({ title, sheet }) => ({
    title,
    worn: wornOf(sheet),
    isTwoHanded: !sheet.equipment.some((piece) => piece.slot === 'OffHand'),
  }));
  const scale = Math.max(
    ...sides.flatMap(({ worn, isTwoHanded }) =>
      worn.map(({ slot, prefixId }) => {
        const prefix = catalogue.prefixes.find((one) => one.id === prefixId);
        return prefix ? totalOf(pointsOf(prefix, slot, isTwoHanded, draft.gameMode)) : 0;
      }),
    ),
  );
  return (
    <Stack role="region" aria-label={t.after}>
      <Proof score={found.score} bound={found.bound} isProven={found.proven_optimal} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Comparison found={found} />
        <div>
          <Text fw={600} mb="xs">
            {t.changes}
          </Text>
          {found.changes.length === 0 && <Text size="sm">{t.nothingChanges}</Text>}
          <ul className={styles.changes}>
            {found.changes.map(({ slot, from, to }) => (
              <li key={slot}>
                <span className={styles.slot}>{slots[slot as SlotName] ?? slot}</span>
                <span>
                  <span className={styles.from}>{shorten(from ?? t.onBare)}</span> → <strong>{shorten(to)}</strong>
                </span>
              </li>
            ))}
          </ul>
        </div>
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {sides.map(({ title, worn, isTwoHanded }) => (
          <div key={title}>
            <Text fw={600} mb="xs">
              {title}
            </Text>
            <PieceBars
              worn={worn}
              isTwoHanded={isTwoHanded}
              catalogue={catalogue}
              gameMode={draft.gameMode}
              scale={scale}
            />
          </div>
        ))}
      </SimpleGrid>
      {found.source !== 'solver' &&
        found.explanation.map((sentence) => (
          <Text key={sentence} size="sm">
            {sentence}
          </Text>
        ))}
      <Group>
        <Button onClick={() => onTake(found.after)} disabled={found.changes.length === 0}>
          {t.take}
        </Button>
      </Group>
    </Stack>
  );
}

function Comparison({ found }: { found: OptimizedGear }) {
  const t = useTexts(buildTexts);
  const names = useTexts(attributeTexts);
  const { language } = useLanguage();
  const { before, after } = found;
  const attributes = (Object.keys(names) as (keyof typeof names)[]).filter(
    (stat) => before.stats[stat] !== after.stats[stat],
  );
  const rows = [
    ...compared.map((stat) => ({ stat, label: t[stat] })),
    ...attributes.map((stat) => ({ stat, label: names[stat] })),
  ];
  return (
    <div>
      <Table className={styles.table ?? ''} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <VisuallyHidden>{t.stats}</VisuallyHidden>
            </Table.Th>
            <Table.Th>{t.before}</Table.Th>
            <Table.Th>{t.after}</Table.Th>
            <Table.Th>{t.change}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ stat, label }) => {
            const [from, to] = [before.stats[stat] ?? 0, after.stats[stat] ?? 0];
            return (
              <Table.Tr key={stat}>
                <Table.Th scope="row">{label}</Table.Th>
                <Table.Td>{formatStat(stat, from, language)}</Table.Td>
                <Table.Td>{formatStat(stat, to, language)}</Table.Td>
                <Table.Td data-tone={to > from ? 'up' : to < from ? 'down' : undefined}>
                  {formatChange(stat, to - from, language)}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed" mt="xs">
        {t.fightHint}
      </Text>
    </div>
  );
}

const wornOf = (sheet: GearSheet): WornPrefix[] =>
  sheet.equipment.flatMap(({ slot, stat_id }) =>
    isGearSlot(slot) && stat_id !== null ? [{ slot, prefixId: stat_id }] : [],
  );

const shorten = (name: string) => name.replace(/^Superior Rune of (the )?/, '');
