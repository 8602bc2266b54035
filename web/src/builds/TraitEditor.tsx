import { memo, useId, useState } from 'react';
import type { ProfessionCatalogue } from '../api/types';
import { useTexts } from '../i18n/texts';
import { FieldSelect } from '../ui/FieldSelect';
import { Section } from '../ui/Section';
import { type Draft, withLine, withTrait } from './draft';
import styles from './TraitEditor.module.css';
import { buildTexts } from './texts';

const elitePlace = 2;

export const TraitEditor = memo(function TraitEditor({
  draft,
  profession,
  onChange,
}: {
  draft: Draft;
  profession: ProfessionCatalogue;
  onChange: (draft: Draft) => void;
}) {
  const t = useTexts(buildTexts);
  return (
    <Section title={t.traits}>
      <div className={styles.lines}>
        {draft.lines.map((_, place) => (
          <Line key={place} place={place} draft={draft} profession={profession} onChange={onChange} />
        ))}
      </div>
    </Section>
  );
});

function Line({
  place,
  draft,
  profession,
  onChange,
}: {
  place: number;
  draft: Draft;
  profession: ProfessionCatalogue;
  onChange: (draft: Draft) => void;
}) {
  const t = useTexts(buildTexts);
  const group = useId();
  const line = draft.lines[place];
  const [pointed, setPointed] = useState<number | null>(null);
  const [latest, setLatest] = useState<number | null>(null);
  const known = profession.specializations.find((one) => one.id === line?.id);
  const choices = (isElite: boolean) =>
    profession.specializations
      .filter((one) => one.is_elite === isElite)
      .map((one) => ({ value: String(one.id), label: one.name }));
  const data =
    place === elitePlace
      ? [
          { group: t.eliteLine, items: choices(true) },
          { group: t.coreLine, items: choices(false) },
        ]
      : choices(false);
  const tiers = t.tiers.split(',');
  const told = known?.majors.flat().find((trait) => trait.id === (pointed ?? latest));
  const choose = (tier: number, trait: number) => {
    setLatest(trait);
    onChange(withTrait(draft, place, tier, trait));
  };
  return (
    <div>
      <FieldSelect
        aria-label={t.line(place + 1)}
        placeholder={place === elitePlace ? `${t.chooseLine} (${t.eliteLine})` : t.chooseLine}
        data={data}
        value={line?.id ? String(line.id) : null}
        onChange={(id) => onChange(withLine(draft, place, { id: Number(id ?? 0), traits: [0, 0, 0] }))}
        searchable
        clearable
      />
      {known && (
        <div className={styles.tiers}>
          {known.majors.map((tier, tierIndex) => (
            <fieldset key={tiers[tierIndex]} className={styles.tier}>
              <legend>{tiers[tierIndex]}</legend>
              {tier.map((trait) => (
                <label
                  key={trait.id}
                  className={styles.trait}
                  onPointerEnter={() => setPointed(trait.id)}
                  onPointerLeave={() => setPointed(null)}
                  onFocus={() => setPointed(trait.id)}
                  onBlur={() => setPointed(null)}
                >
                  <input
                    type="radio"
                    name={`${group}-${tierIndex}`}
                    checked={line?.traits[tierIndex] === trait.id}
                    aria-describedby={pointed === trait.id ? `${group}-text` : undefined}
                    onChange={() => choose(tierIndex, trait.id)}
                  />
                  <span>{trait.name}</span>
                </label>
              ))}
            </fieldset>
          ))}
          <p id={`${group}-text`} className={styles.text}>
            {told ? (
              <>
                <strong>{told.name}.</strong> {told.description}
              </>
            ) : (
              t.traitHint
            )}
          </p>
        </div>
      )}
    </div>
  );
}
