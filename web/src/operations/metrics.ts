/** One scrape: each series by its name and labels as they were written. */
export interface Scrape {
  /** In ms since the epoch. */
  at: number;
  series: ReadonlyMap<string, number>;
}

const line = /^([a-zA-Z_:][\w:]*)(\{[^}]*\})? (\S+)/;

/** Reads the text that Prometheus reads. */
export function readMetrics(text: string, at: number): Scrape {
  const series = new Map<string, number>();
  for (const row of text.split('\n')) {
    const found = row.startsWith('#') ? null : line.exec(row);
    if (found?.[1]) series.set(found[1] + (found[2] ?? ''), Number(found[3]?.replace('Inf', 'Infinity')));
  }
  return { at, series };
}

/** The sum over every series of a metric. */
export function sumOf(scrape: Scrape, metric: string): number {
  let sum = 0;
  for (const [key, value] of scrape.series) if (nameOf(key) === metric) sum += value;
  return sum;
}

/** How much the counters of a metric grew; one that fell has begun anew. */
export function increase(from: Scrape, to: Scrape, metric: string): number {
  let sum = 0;
  for (const [key, value] of to.series) if (nameOf(key) === metric) sum += grown(from, key, value);
  return sum;
}

export function perSecond(from: Scrape, to: Scrape, metric: string): number {
  return to.at > from.at ? increase(from, to, metric) / ((to.at - from.at) / 1000) : 0;
}

/** A quantile of what a histogram saw in between, as Prometheus computes it; null: it saw nothing. */
export function quantile(share: number, from: Scrape, to: Scrape, metric: string): number | null {
  const buckets = bucketsOf(from, to, metric);
  const total = buckets.at(-1)?.count ?? 0;
  if (total === 0) return null;
  const rank = share * total;
  const index = buckets.findIndex(({ count }) => count >= rank);
  const bucket = buckets[index];
  const below = buckets[index - 1] ?? { bound: 0, count: 0 };
  if (!bucket || bucket.bound === Number.POSITIVE_INFINITY) return below.bound;
  // What is at most the first bound, where that is 0, is 0.
  if (bucket.bound <= below.bound) return bucket.bound;
  return below.bound + ((bucket.bound - below.bound) * (rank - below.count)) / (bucket.count - below.count);
}

function bucketsOf(from: Scrape, to: Scrape, metric: string): { bound: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const [key, value] of to.series) {
    const bound = nameOf(key) === `${metric}_bucket` ? /le="([^"]+)"/.exec(key)?.[1] : undefined;
    if (bound) {
      const limit = bound === '+Inf' ? Number.POSITIVE_INFINITY : Number(bound);
      counts.set(limit, (counts.get(limit) ?? 0) + grown(from, key, value));
    }
  }
  return [...counts].map(([bound, count]) => ({ bound, count })).sort((a, b) => a.bound - b.bound);
}

function grown(from: Scrape, key: string, value: number): number {
  const before = from.series.get(key) ?? 0;
  return value < before ? value : value - before;
}

const nameOf = (key: string) => key.split('{', 1)[0];
