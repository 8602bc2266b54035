import type { ComposedSquad, Effect, TeamAnalysis } from '../api/types';

export interface CoverageRow {
  effect: Effect;
  /** 0 to 1 by subgroup; undefined: nobody is there, or the mode asks for none. */
  subgroups: (number | undefined)[];
  squad: number | undefined;
}

/** One of five steps of colour, from nothing (0) to all of it (4). */
export function coverageLevel(share: number): 0 | 1 | 2 | 3 | 4 {
  if (share >= 0.995) return 4;
  if (share >= 0.75) return 3;
  if (share >= 0.4) return 2;
  return share > 0.005 ? 1 : 0;
}

export function rowsOfAnalysis(analysis: TeamAnalysis, subgroupCount: number): CoverageRow[] {
  const rows = new Map<Effect, CoverageRow>();
  for (const { subgroup, coverage } of analysis.subgroups) {
    for (const { effect, share } of coverage) {
      if (share !== null) rowFor(rows, effect, subgroupCount).subgroups[subgroup - 1] = share;
    }
  }
  for (const { effect, share } of analysis.squad) {
    if (share !== null) rowFor(rows, effect, subgroupCount).squad = share;
  }
  return [...rows.values()];
}

export function rowsOfSquad(squad: ComposedSquad): CoverageRow[] {
  const rows = new Map<Effect, CoverageRow>();
  const count = squad.coverage.subgroups.length;
  squad.coverage.subgroups.forEach((shares, index) => {
    for (const [effect, share] of entries(shares)) rowFor(rows, effect, count).subgroups[index] = share;
  });
  for (const [effect, share] of entries(squad.coverage.squad)) rowFor(rows, effect, count).squad = share;
  return [...rows.values()];
}

export interface NamedGap {
  effect: Effect;
  /** Empty: the whole squad. */
  subgroups: number[];
  points: number;
  why: string;
}

/** The same effect missing in several subgroups is one gap; the worst first. */
export function gapsOf(analysis: TeamAnalysis): NamedGap[] {
  const gaps = new Map<string, NamedGap>();
  for (const { effect, subgroup, points, why } of analysis.gaps) {
    const key = `${effect} ${subgroup === null}`;
    const gap = gaps.get(key) ?? { effect, subgroups: [], points: 0, why };
    gap.points += points;
    if (subgroup !== null) gap.subgroups.push(subgroup);
    gaps.set(key, gap);
  }
  return [...gaps.values()]
    .map((gap) => ({ ...gap, subgroups: gap.subgroups.sort((a, b) => a - b) }))
    .sort((a, b) => b.points - a.points);
}

function rowFor(rows: Map<Effect, CoverageRow>, effect: Effect, count: number): CoverageRow {
  const row = rows.get(effect) ?? {
    effect,
    subgroups: Array<number | undefined>(count).fill(undefined),
    squad: undefined,
  };
  rows.set(effect, row);
  return row;
}

const entries = (shares: Partial<Record<Effect, number>>) => Object.entries(shares) as [Effect, number][];
