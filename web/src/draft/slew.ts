const jumpMs = 1_500;
const shareMax = 0.1;

/**
 * What a running clock shows next: it goes on as it went, and takes in what the server says otherwise in steps too small to see. What is
 * far off is put right at once.
 */
export function slew(shown: number, told: number, elapsedMs: number): number {
  const onward = shown - elapsedMs;
  const off = told - onward;
  if (Math.abs(off) > jumpMs) return told;
  const stepMax = elapsedMs * shareMax;
  return Math.max(0, onward + Math.min(stepMax, Math.max(-stepMax, off)));
}

/** Tenths only where they matter. */
export function clockText(ms: number): string {
  if (ms < 10_000) return (Math.floor(ms / 100) / 10).toFixed(1);
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
}
