import type {
  Build,
  BuildParts,
  Catalogue,
  GameMode,
  GearSheet,
  NewBuild,
  Piece,
  Profession,
  ProfessionCatalogue,
  Role,
  SkillChoice,
  SkillSlot,
} from '../api/types';
import { armorSlots, type GearSlot, gearSlots, isGearSlot } from './gearSlots';

export interface DraftLine {
  /** 0: not chosen. */
  id: number;
  /** One of each tier; 0: not chosen. */
  traits: readonly [number, number, number];
}

/** A build while it is edited. */
export interface Draft {
  name: string;
  profession: Profession;
  gameMode: GameMode;
  /** Null: the specialization's usual one. */
  role: Role | null;
  description: string;
  isPublic: boolean;
  lines: readonly [DraftLine, DraftLine, DraftLine];
  skills: Readonly<Partial<Record<SkillSlot, number>>>;
  prefixes: Readonly<Partial<Record<GearSlot, number>>>;
  isTwoHanded: boolean;
  rune: number | null;
  sigils: readonly [number | null, number | null];
  relic: number | null;
  /** What the editor does not show, such as aquatic gear, and keeps. */
  otherPieces: readonly Piece[];
}

const noLine: DraftLine = { id: 0, traits: [0, 0, 0] };

export function emptyDraft(profession: Profession): Draft {
  return {
    name: '',
    profession,
    gameMode: 'zerg',
    role: null,
    description: '',
    isPublic: false,
    lines: [noLine, noLine, noLine],
    skills: {},
    prefixes: {},
    isTwoHanded: false,
    rune: null,
    sigils: [null, null],
    relic: null,
    otherPieces: [],
  };
}

/** Traits and skills belong to a profession; gear and the rest do not. */
export function withProfession(draft: Draft, profession: Profession): Draft {
  const { lines, skills } = emptyDraft(profession);
  return { ...draft, profession, role: null, lines, skills };
}

export function withLine(draft: Draft, place: number, line: DraftLine): Draft {
  const lines = draft.lines.map((old, index) =>
    index === place ? line : old.id === line.id ? noLine : old,
  ) as unknown as Draft['lines'];
  return { ...draft, lines };
}

export function withTrait(draft: Draft, place: number, tier: number, trait: number): Draft {
  const line = draft.lines[place] ?? noLine;
  const traits = line.traits.map((old, index) => (index === tier ? trait : old)) as unknown as DraftLine['traits'];
  return withLine(draft, place, { ...line, traits });
}

export function withSkill(draft: Draft, slot: SkillSlot, id: number | null): Draft {
  const { [slot]: _, ...others } = draft.skills;
  return { ...draft, skills: id === null ? others : { ...others, [slot]: id } };
}

export function withPrefix(draft: Draft, slots: readonly GearSlot[], id: number | null): Draft {
  const prefixes = { ...draft.prefixes };
  for (const slot of slots) {
    if (id === null) delete prefixes[slot];
    else prefixes[slot] = id;
  }
  return { ...draft, prefixes };
}

/** The slots that something can be worn in. */
export function wearableSlots(draft: Draft): GearSlot[] {
  return gearSlots.filter((slot) => slot !== 'OffHand' || !draft.isTwoHanded);
}

/** A lone weapon counts as a two-handed one. */
export const hasTwoHands = (draft: Draft) => draft.isTwoHanded || draft.prefixes.OffHand === undefined;

/** What the optimizer found; it names one rune for the whole armor. */
export function withGear(draft: Draft, sheet: GearSheet): Draft {
  const prefixes: Partial<Record<GearSlot, number>> = {};
  let rune = draft.rune;
  for (const piece of sheet.equipment) {
    if (piece.slot === 'Rune') rune = piece.item_id;
    else if (isGearSlot(piece.slot) && piece.stat_id !== null) prefixes[piece.slot] = piece.stat_id;
  }
  return { ...draft, prefixes, rune, isTwoHanded: prefixes.OffHand === undefined };
}

/** Traits and skills of a chat code; gear and the rest stay. */
export function withParts(draft: Draft, parts: BuildParts, profession: ProfessionCatalogue): Draft {
  return {
    ...draft,
    profession: parts.profession,
    role: draft.profession === parts.profession ? draft.role : null,
    lines: linesOf(parts, profession),
    skills: Object.fromEntries(parts.skills.map(({ slot, id }) => [slot, id])),
  };
}

export function draftOf(build: Build, catalogue: Catalogue, profession: ProfessionCatalogue): Draft {
  const isRune = idsOf(catalogue.runes);
  const isSigil = idsOf(catalogue.sigils);
  const worn = build.equipment.filter((piece) => isGearSlot(piece.slot));
  const relic = build.equipment.find((piece) => piece.slot === 'Relic');
  const sigils = worn.filter(isWeapon).flatMap((piece) => piece.upgrade_ids.filter((id) => isSigil.has(id)));
  const prefixes = Object.fromEntries(
    worn.flatMap(({ slot, stat_id }) => (stat_id === null ? [] : [[slot, prefixOf(catalogue, stat_id)]])),
  );
  return {
    name: build.name,
    profession: build.profession,
    gameMode: build.game_mode,
    role: build.role,
    description: build.description ?? '',
    isPublic: build.is_public,
    lines: linesOfBuild(build, profession),
    skills: Object.fromEntries(build.skills.map(({ slot, id }) => [slot, id])),
    prefixes,
    isTwoHanded: worn.some((piece) => piece.slot === 'MainHand') && !worn.some((piece) => piece.slot === 'OffHand'),
    rune: worn.flatMap((piece) => piece.upgrade_ids).find((id) => isRune.has(id)) ?? null,
    sigils: [sigils[0] ?? null, sigils[1] ?? null],
    relic: relic?.item_id ?? null,
    otherPieces: build.equipment.filter((piece) => !isGearSlot(piece.slot) && piece !== relic),
  };
}

/** The build in the API's words. */
export function toBuild(draft: Draft, catalogue: Catalogue): NewBuild {
  return {
    name: draft.name.trim() || specializationOf(draft, catalogue),
    profession: draft.profession,
    specialization: specializationOf(draft, catalogue),
    ...(draft.role && { role: draft.role }),
    game_mode: draft.gameMode,
    description: draft.description.trim() || null,
    is_public: draft.isPublic,
    trait_lines: draft.lines.some((line) => line.id !== 0)
      ? draft.lines.map(({ id, traits }) => ({ id, traits: traits.filter((trait) => trait !== 0) }))
      : [],
    skills: Object.entries(draft.skills).map(([slot, id]) => ({ slot, id }) as SkillChoice),
    equipment: piecesOf(draft),
  };
}

/** The elite one of the third line, else the last core line, else the profession's first. */
export function specializationOf(draft: Draft, catalogue: Catalogue): string {
  const own = catalogue.professions.find((one) => one.name === draft.profession)?.specializations ?? [];
  const chosen = draft.lines
    .map((line) => own.find((one) => one.id === line.id))
    .filter((one) => one !== undefined)
    .at(-1);
  return (chosen ?? own[0])?.name ?? draft.profession;
}

/** The elite's name, else the profession's: what players call it. */
export function titleOf(draft: Draft, catalogue: Catalogue): string {
  const own = catalogue.professions.find((one) => one.name === draft.profession)?.specializations ?? [];
  const elite = own.find((one) => one.is_elite && one.id === draft.lines[2].id);
  return elite?.name ?? draft.profession;
}

function piecesOf(draft: Draft): Piece[] {
  const pieces = wearableSlots(draft).map((slot) => ({
    slot,
    item_id: null,
    stat_id: draft.prefixes[slot] ?? null,
    upgrade_ids: upgradesIn(slot, draft),
  }));
  const relic = draft.relic === null ? [] : [{ slot: 'Relic', item_id: draft.relic, stat_id: null, upgrade_ids: [] }];
  return [
    ...pieces.filter((piece) => piece.stat_id !== null || piece.upgrade_ids.length > 0),
    ...relic,
    ...draft.otherPieces,
  ];
}

function upgradesIn(slot: GearSlot, draft: Draft): number[] {
  const { rune, isTwoHanded } = draft;
  const [first, second] = draft.sigils;
  const upgrades = armorSlots.some((armor) => armor === slot)
    ? [rune]
    : slot === 'MainHand'
      ? [first, isTwoHanded ? second : null]
      : slot === 'OffHand'
        ? [second]
        : [];
  return upgrades.filter((id) => id !== null);
}

/** A build that names its specialization alone, such as one of a composed squad, is shown and kept with that line. */
function linesOfBuild(build: Build, profession: ProfessionCatalogue): Draft['lines'] {
  const lines = linesOf(build, profession);
  const own = profession.specializations.find((one) => one.name === build.specialization);
  if (!own || lines.some((line) => line.id !== 0)) return lines;
  const line: DraftLine = { ...noLine, id: own.id };
  return own.is_elite ? [noLine, noLine, line] : [line, noLine, noLine];
}

function linesOf(parts: BuildParts, profession: ProfessionCatalogue): Draft['lines'] {
  const lines = [0, 1, 2].map((place): DraftLine => {
    const line = parts.trait_lines[place];
    const known = profession.specializations.find((one) => one.id === line?.id);
    if (!line || !known) return noLine;
    const traits = known.majors.map((tier) => tier.find((trait) => line.traits.includes(trait.id))?.id ?? 0);
    return { id: line.id, traits: traits as unknown as DraftLine['traits'] };
  });
  return lines as unknown as Draft['lines'];
}

/** An id of any piece with that prefix, as the one that the catalogue lists. */
function prefixOf(catalogue: Catalogue, id: number): number {
  return catalogue.prefixes.find((prefix) => prefix.id === id || prefix.other_ids.includes(id))?.id ?? id;
}

const idsOf = (choices: readonly { id: number }[]) => new Set(choices.map((one) => one.id));

const isWeapon = (piece: Piece) => piece.slot === 'MainHand' || piece.slot === 'OffHand';
