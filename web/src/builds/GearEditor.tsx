import { ActionIcon, Switch, Text } from '@mantine/core';
import { memo } from 'react';
import type { Catalogue, PrefixChoice } from '../api/types';
import { useTexts } from '../i18n/texts';
import { IdSelect } from '../ui/IdSelect';
import { LockIcon, OpenLockIcon } from '../ui/icons';
import { Section } from '../ui/Section';
import { type Draft, wearableSlots, withPrefix } from './draft';
import styles from './GearEditor.module.css';
import { armorSlots, type GearSlot, gearSlots, pieceOf, trinketSlots, weaponSlots } from './gearSlots';
import { slotTexts } from './gearTexts';
import { buildTexts } from './texts';

export const GearEditor = memo(function GearEditor({
  draft,
  catalogue,
  kept,
  onChange,
  onKeep,
}: {
  draft: Draft;
  catalogue: Catalogue;
  kept: ReadonlySet<GearSlot>;
  onChange: (change: (draft: Draft) => Draft) => void;
  onKeep: (slot: GearSlot) => void;
}) {
  const t = useTexts(buildTexts);
  const wearable = wearableSlots(draft);
  const everywhere = catalogue.prefixes.filter((prefix) => prefix.points.coat);
  const chosen = new Set(wearable.map((slot) => draft.prefixes[slot]));
  const common = chosen.size === 1 ? ([...chosen][0] ?? null) : null;
  const groups: [string, readonly GearSlot[]][] = [
    [t.armor, armorSlots],
    [t.trinkets, trinketSlots],
    [t.weapons, weaponSlots],
  ];
  return (
    <Section
      title={t.gear}
      action={
        <div className={styles.all}>
          <IdSelect
            label={t.setAll}
            isLabelHidden
            placeholder={`${t.setAll} …`}
            choices={everywhere}
            value={common}
            onChange={(id) => onChange((old) => withPrefix(old, gearSlots, id))}
          />
        </div>
      }
    >
      <div className={styles.groups}>
        {groups.map(([title, slots]) => (
          <div key={title} className={styles.group}>
            <Text size="sm" fw={600}>
              {title}
            </Text>
            {slots
              .filter((slot) => wearable.includes(slot))
              .map((slot) => (
                <PieceRow
                  key={slot}
                  slot={slot}
                  prefixes={catalogue.prefixes}
                  isTwoHanded={draft.isTwoHanded}
                  prefix={draft.prefixes[slot] ?? null}
                  isKept={kept.has(slot)}
                  onChange={onChange}
                  onKeep={onKeep}
                />
              ))}
            {slots === weaponSlots && (
              <>
                <Switch
                  size="sm"
                  label={t.twoHanded}
                  checked={draft.isTwoHanded}
                  onChange={(event) => {
                    const isTwoHanded = event.currentTarget.checked;
                    onChange((old) => ({ ...withPrefix(old, isTwoHanded ? ['OffHand'] : [], null), isTwoHanded }));
                  }}
                />
                <Upgrades draft={draft} catalogue={catalogue} onChange={onChange} />
              </>
            )}
          </div>
        ))}
      </div>
    </Section>
  );
});

const PieceRow = memo(function PieceRow({
  slot,
  prefixes,
  isTwoHanded,
  prefix,
  isKept,
  onChange,
  onKeep,
}: {
  slot: GearSlot;
  prefixes: readonly PrefixChoice[];
  isTwoHanded: boolean;
  prefix: number | null;
  isKept: boolean;
  onChange: (change: (draft: Draft) => Draft) => void;
  onKeep: (slot: GearSlot) => void;
}) {
  const t = useTexts(buildTexts);
  const name = useTexts(slotTexts)[slot];
  const piece = pieceOf(slot, isTwoHanded);
  return (
    <div className={styles.piece}>
      <Text size="sm" c="dimmed" className={styles.slot ?? ''}>
        {name}
      </Text>
      <IdSelect
        label={name}
        isLabelHidden
        size="xs"
        placeholder={t.none}
        choices={prefixes.filter((one) => one.points[piece])}
        value={prefix}
        onChange={(id) => onChange((old) => withPrefix(old, [slot], id))}
      />
      <ActionIcon
        variant={isKept ? 'light' : 'subtle'}
        color={isKept ? 'ember' : 'gray'}
        aria-label={t.keep(name)}
        title={t.keep(name)}
        aria-pressed={isKept}
        disabled={prefix === null}
        onClick={() => onKeep(slot)}
      >
        {isKept ? <LockIcon /> : <OpenLockIcon />}
      </ActionIcon>
    </div>
  );
});

function Upgrades({
  draft,
  catalogue,
  onChange,
}: {
  draft: Draft;
  catalogue: Catalogue;
  onChange: (change: (draft: Draft) => Draft) => void;
}) {
  const t = useTexts(buildTexts);
  const [first, second] = draft.sigils;
  return (
    <>
      <Text size="sm" fw={600} mt="xs">
        {t.upgrades}
      </Text>
      <IdSelect
        label={t.rune}
        size="xs"
        placeholder={t.none}
        choices={catalogue.runes}
        value={draft.rune}
        onChange={(rune) => onChange((old) => ({ ...old, rune }))}
      />
      <IdSelect
        label={t.sigil(1)}
        size="xs"
        placeholder={t.none}
        choices={catalogue.sigils}
        value={first}
        onChange={(id) => onChange((old) => ({ ...old, sigils: [id, old.sigils[1]] }))}
      />
      <IdSelect
        label={t.sigil(2)}
        size="xs"
        placeholder={t.none}
        choices={catalogue.sigils}
        value={second}
        onChange={(id) => onChange((old) => ({ ...old, sigils: [old.sigils[0], id] }))}
      />
      <IdSelect
        label={t.relic}
        size="xs"
        placeholder={t.none}
        choices={catalogue.relics}
        value={draft.relic}
        onChange={(relic) => onChange((old) => ({ ...old, relic }))}
      />
    </>
  );
}
