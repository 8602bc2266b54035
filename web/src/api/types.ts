// What the API answers, in its own words.

export const gameModes = ['zerg', 'raid_guild', 'roaming', 'raid', 'strike', 'fractal', 'open_world', 'spvp'] as const;
export type GameMode = (typeof gameModes)[number];

export const roles = [
  'dps',
  'condi_dps',
  'support',
  'healer',
  'boon_support',
  'stability',
  'strip',
  'cleanse',
  'tank',
  'utility',
] as const;
export type Role = (typeof roles)[number];

export const professions = [
  'Guardian',
  'Revenant',
  'Warrior',
  'Engineer',
  'Ranger',
  'Thief',
  'Elementalist',
  'Mesmer',
  'Necromancer',
] as const;
export type Profession = (typeof professions)[number];

export const effects = [
  'quickness',
  'alacrity',
  'might',
  'fury',
  'protection',
  'stability',
  'resolution',
  'regeneration',
  'vigor',
  'swiftness',
  'aegis',
  'resistance',
  'healing',
  'cleanse',
  'strip',
  'crowd_control',
  'stealth',
  'portal',
  'tanking',
  'damage',
  'condition_damage',
] as const;
export type Effect = (typeof effects)[number];

export interface User {
  id: string;
  email: string | null;
  username: string | null;
  is_guest: boolean;
  is_superuser: boolean;
  created_at: string;
}

export interface TokenPair {
  expires_in: number;
}

export interface TraitLine {
  id: number;
  traits: number[];
}

export type SkillSlot = 'heal' | 'utility1' | 'utility2' | 'utility3' | 'elite';

export interface SkillChoice {
  slot: SkillSlot;
  id: number;
}

export interface Piece {
  slot: string;
  item_id: number | null;
  stat_id: number | null;
  upgrade_ids: number[];
}

export interface BuildStats {
  attributes: Record<string, number>;
  damage: number;
  survivability: number;
  healing: number;
  not_counted: string[];
}

export interface BuildParts {
  profession: Profession;
  specialization: string;
  role: Role;
  trait_lines: TraitLine[];
  skills: SkillChoice[];
  equipment: Piece[];
}

export interface BuildPreview extends BuildParts {
  chat_code: string;
  stats: BuildStats;
}

export interface Build extends BuildPreview {
  id: string;
  user_id: string | null;
  owner: string | null;
  name: string;
  game_mode: GameMode;
  description: string | null;
  playstyle: string | null;
  is_public: boolean;
  source_url: string | null;
  created_at: string;
  updated_at: string;
}

export type NewBuild = Omit<BuildParts, 'role'> & {
  name: string;
  role?: Role;
  game_mode: GameMode;
  description: string | null;
  is_public: boolean;
};

export interface SpecializationChoice {
  id: number;
  name: string;
  is_elite: boolean;
  usual_role: Role;
}

export interface UpgradeChoice {
  id: number;
  name: string;
  text: string | null;
}

export interface PrefixChoice {
  id: number;
  name: string;
  other_ids: number[];
  points: Record<string, Record<string, number>>;
}

export interface Catalogue {
  data_version: string;
  professions: { name: Profession; armor: string; specializations: SpecializationChoice[] }[];
  gear_slots: { name: string; piece: string }[];
  prefixes: PrefixChoice[];
  runes: UpgradeChoice[];
  sigils: UpgradeChoice[];
  relics: UpgradeChoice[];
}

export interface NamedChoice {
  id: number;
  name: string;
  description: string | null;
}

export interface TraitLineChoice {
  id: number;
  name: string;
  is_elite: boolean;
  minors: NamedChoice[];
  majors: NamedChoice[][];
}

export interface ProfessionCatalogue {
  data_version: string;
  profession: Profession;
  specializations: TraitLineChoice[];
  skills: { heal: NamedChoice[]; utility: NamedChoice[]; elite: NamedChoice[] };
}

export interface WornPiece {
  slot: string;
  prefix: string;
  stat_id: number | null;
  item_id: number | null;
}

export interface GearSheet {
  equipment: WornPiece[];
  stats: Record<string, number>;
  score: number;
}

export type Objective = 'damage' | 'condi' | 'support' | 'survive' | 'balanced';

export interface OptimizedGear {
  before: GearSheet;
  after: GearSheet;
  changes: { slot: string; from: string | null; to: string }[];
  objective: Objective;
  score: number;
  bound: number;
  proven_optimal: boolean;
  explanation: string[];
  source: string;
  reason?: string;
}

export interface TeamMember {
  id: string;
  slot_number: number;
  role: Role;
  player_name: string | null;
  build_id: string | null;
  build: { id?: string; name?: string; profession: Profession; specialization: string; role: Role };
}

export interface Team {
  id: string;
  user_id: string | null;
  owner: string | null;
  name: string;
  game_mode: GameMode;
  size: number;
  description: string | null;
  is_public: boolean;
  members: TeamMember[];
  created_at: string;
  updated_at: string;
}

export interface EffectCoverage {
  effect: Effect;
  supplied: number;
  share: number | null;
  points: number;
  missing: number;
}

export interface TeamAnalysis {
  score: number | null;
  subgroups: { subgroup: number; coverage: EffectCoverage[] }[];
  squad: EffectCoverage[];
  roles: Partial<Record<Role, number>>;
  members: { slot: number; subgroup: number; points: number; why: string }[];
  gaps: { subgroup: number | null; effect: Effect; points: number; why: string }[];
  assumed: string[];
}

export interface ComposedMember {
  profession: Profession;
  specialization: string;
  role: Role;
  provides: Effect[];
  why: string;
}

export interface ComposedSquad {
  id: string;
  name: string;
  game_mode: GameMode;
  size: number;
  subgroups: { members: ComposedMember[] }[];
  builds: {
    profession: Profession;
    specialization: string;
    role: Role;
    count: number;
    priority: number;
    description: string;
    key_boons: Effect[];
  }[];
  coverage: { subgroups: Partial<Record<Effect, number>>[]; squad: Partial<Record<Effect, number>> };
  score: number;
  bound: number;
  proven_optimal: boolean;
  strategy: string;
  strengths: string[];
  weaknesses: string[];
  synergy_score: number;
  metadata: { source: string; reason?: string; data_version: string };
}

export interface Selector {
  profession?: Profession;
  specialization?: string;
  role?: Role;
}

export interface ComposeRequest {
  game_mode: GameMode;
  team_size: number;
  pool?: (Selector & { max?: number })[];
  locked?: (Selector & { count: number })[];
  preferences?: { note?: string; roles?: Partial<Record<Role, number>>; avoid?: string[] };
}
