/** How much better than `score` an answer may be at most, as a share of it. */
export function gapOf(score: number, bound: number): number {
  return score > 0 ? Math.max(0, bound / score - 1) : 0;
}
