import { SimpleGrid } from '@mantine/core';
import { memo } from 'react';
import type { NamedChoice, ProfessionCatalogue, SkillSlot } from '../api/types';
import { useTexts } from '../i18n/texts';
import { IdSelect } from '../ui/IdSelect';
import { Section } from '../ui/Section';
import { type Draft, withSkill } from './draft';
import { buildTexts } from './texts';

export const SkillEditor = memo(function SkillEditor({
  draft,
  profession,
  onChange,
}: {
  draft: Draft;
  profession: ProfessionCatalogue;
  onChange: (draft: Draft) => void;
}) {
  const t = useTexts(buildTexts);
  const { heal, utility, elite } = profession.skills;
  const slots: { slot: SkillSlot; label: string; choices: NamedChoice[] }[] = [
    { slot: 'heal', label: t.heal, choices: heal },
    { slot: 'utility1', label: t.utility(1), choices: utility },
    { slot: 'utility2', label: t.utility(2), choices: utility },
    { slot: 'utility3', label: t.utility(3), choices: utility },
    { slot: 'elite', label: t.elite, choices: elite },
  ];
  return (
    <Section title={t.skills}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        {slots.map(({ slot, label, choices }) => (
          <IdSelect
            key={slot}
            label={label}
            placeholder={t.none}
            choices={choices
              .filter((skill) => !isElsewhere(draft, slot, skill.id))
              .map(({ id, name, description }) => ({ id, name, text: description }))}
            value={draft.skills[slot] ?? null}
            onChange={(id) => onChange(withSkill(draft, slot, id))}
          />
        ))}
      </SimpleGrid>
    </Section>
  );
});

const isElsewhere = (draft: Draft, slot: SkillSlot, id: number) =>
  Object.entries(draft.skills).some(([other, chosen]) => other !== slot && chosen === id);
