import { SimpleGrid, Skeleton, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import {
  type Build,
  type BuildParts,
  type Catalogue,
  type GameMode,
  type GearSheet,
  gameModes,
  type Profession,
  professions,
  type Role,
  roles,
} from '../api/types';
import { useGameWords } from '../i18n/gameWords';
import { useTexts } from '../i18n/texts';
import { ErrorAlert } from '../ui/ErrorAlert';
import { FieldSelect } from '../ui/FieldSelect';
import { Later } from '../ui/Later';
import { Section } from '../ui/Section';
import { toast } from '../ui/toast';
import styles from './BuildEditor.module.css';
import { BuildHeader } from './BuildHeader';
import { ChatCodeBox } from './ChatCodeBox';
import { professionQuery } from './catalogue';
import { type Draft, hasTwoHands, titleOf, wearableSlots, withGear, withParts, withProfession } from './draft';
import { GearEditor } from './GearEditor';
import type { GearSlot } from './gearSlots';
import { OptimizePanel } from './OptimizePanel';
import { PieceBars } from './PieceBars';
import { SkillEditor } from './SkillEditor';
import { StatsPanel } from './StatsPanel';
import { TraitEditor } from './TraitEditor';
import { buildTexts } from './texts';
import { usePreview } from './usePreview';

/** @param build As it is stored; null: it is not yet. */
export default function BuildEditor({
  catalogue,
  build,
  start,
}: {
  catalogue: Catalogue;
  build: Build | null;
  start: Draft;
}) {
  const t = useTexts(buildTexts);
  const words = useGameWords();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(start);
  const [kept, setKept] = useState<ReadonlySet<GearSlot>>(new Set());
  const profession = useQuery(professionQuery(draft.profession));
  const known = useDeferredValue(profession.data);
  const preview = usePreview(draft, catalogue);
  const keep = useCallback(
    (slot: GearSlot) =>
      setKept((old) => (old.has(slot) ? new Set([...old].filter((one) => one !== slot)) : new Set([...old, slot]))),
    [],
  );
  const wear = useCallback(
    (sheet: GearSheet) => {
      setDraft((old) => withGear(old, sheet));
      toast(t.taken);
    },
    [t],
  );
  const takeCode = async (parts: BuildParts) => {
    const known = await queries.fetchQuery(professionQuery(parts.profession));
    setDraft((old) => withParts(old, parts, known));
    toast(t.codeTaken);
  };
  const worn = useMemo(
    () =>
      wearableSlots(draft).flatMap((slot) => {
        const prefixId = draft.prefixes[slot];
        return prefixId === undefined ? [] : [{ slot, prefixId }];
      }),
    [draft],
  );
  const title = titleOf(draft, catalogue);
  const spoken = title === draft.profession ? words.professions[draft.profession] : title;
  return (
    <Stack gap="md">
      <BuildHeader
        draft={draft}
        catalogue={catalogue}
        build={build}
        title={title}
        spoken={spoken}
        onChange={setDraft}
      />
      <div className={styles.columns}>
        <Stack gap="md" className={styles.main ?? ''}>
          <Section title={t.basics}>
            <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
              <TextInput
                label={t.name}
                value={draft.name}
                placeholder={t.nameOf(spoken)}
                maxLength={100}
                onChange={(event) => {
                  const name = event.currentTarget.value;
                  setDraft((old) => ({ ...old, name }));
                }}
              />
              <FieldSelect
                label={t.profession}
                data={professions.map((value) => ({ value, label: words.professions[value] }))}
                value={draft.profession}
                onChange={(value) => value && setDraft((old) => withProfession(old, value as Profession))}
                allowDeselect={false}
                disabled={build?.user_id != null}
                searchable
              />
              <FieldSelect
                label={t.mode}
                data={gameModes.map((value) => ({ value, label: words.modes[value] }))}
                value={draft.gameMode}
                onChange={(value) => value && setDraft((old) => ({ ...old, gameMode: value as GameMode }))}
                allowDeselect={false}
              />
              <FieldSelect
                label={t.role}
                data={roles.map((value) => ({ value, label: words.roles[value] }))}
                value={draft.role ?? preview.data?.role ?? null}
                onChange={(value) => setDraft((old) => ({ ...old, role: value as Role | null }))}
                searchable
              />
            </SimpleGrid>
          </Section>
          {profession.error && <ErrorAlert error={profession.error} onRetry={() => void profession.refetch()} />}
          {known ? (
            <>
              <TraitEditor draft={draft} profession={known} onChange={setDraft} />
              <Later>
                <SkillEditor draft={draft} profession={known} onChange={setDraft} />
              </Later>
            </>
          ) : (
            <Skeleton height={240} />
          )}
          <Later>
            <GearEditor draft={draft} catalogue={catalogue} kept={kept} onChange={setDraft} onKeep={keep} />
          </Later>
        </Stack>
        <Stack gap="md" className={styles.side ?? ''}>
          <Later>
            <StatsPanel stats={preview.data?.stats} isStale={preview.isStale} />
            {preview.error && <ErrorAlert error={preview.error} onRetry={() => void preview.refetch()} />}
            <ChatCodeBox code={preview.data?.chat_code} isStale={preview.isStale} onTake={takeCode} />
            <Section title={t.description}>
              <Textarea
                aria-label={t.description}
                value={draft.description}
                maxLength={5000}
                rows={4}
                onChange={(event) => {
                  const description = event.currentTarget.value;
                  setDraft((old) => ({ ...old, description }));
                }}
              />
            </Section>
          </Later>
        </Stack>
      </div>
      <Later>
        {/* After what stands above it, for which a phone needs as long again. */}
        <Later>
          <Section title={t.perPiece} hint={worn.length === 0 ? t.noGear : undefined}>
            <PieceBars worn={worn} isTwoHanded={hasTwoHands(draft)} catalogue={catalogue} gameMode={draft.gameMode} />
          </Section>
          <OptimizePanel draft={draft} catalogue={catalogue} kept={kept} onTake={wear} />
        </Later>
      </Later>
    </Stack>
  );
}
