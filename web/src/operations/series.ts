import { increase, perSecond, quantile, type Scrape, sumOf } from './metrics';

export type ChartName = 'chartConnections' | 'chartEvents' | 'chartReconnect' | 'chartHits';

// One reading alone says little of what is seldom.
const spanMs = 60_000;

const values: Record<ChartName, (from: Scrape, before: Scrape, now: Scrape) => number | null> = {
  chartConnections: (_, __, now) => sumOf(now, 'ws_connections'),
  chartEvents: (_, before, now) => perSecond(before, now, 'game_events_appended_total'),
  chartReconnect: (from, _, now) => {
    const seconds = quantile(0.95, from, now, 'ws_reconnect_duration_seconds');
    return seconds === null ? null : seconds * 1000;
  },
  chartHits: (from, _, now) => {
    const hits = increase(from, now, 'game_session_cache_hits_total');
    const all = hits + increase(from, now, 'game_session_cache_misses_total');
    return all > 0 ? (100 * hits) / all : null;
  },
};

/** A chart's times, in seconds as uPlot wants them, and values. */
export function seriesOf(name: ChartName, scrapes: readonly Scrape[]): [number[], (number | null)[]] {
  const points = scrapes.slice(1).map((now, index) => {
    const before = scrapes[index] as Scrape;
    const from = scrapes.find((scrape) => scrape.at >= now.at - spanMs) as Scrape;
    return [now.at / 1000, values[name](from, before, now)] as const;
  });
  return [points.map(([at]) => at), points.map(([, value]) => value)];
}
