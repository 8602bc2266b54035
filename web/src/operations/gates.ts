import { increase, perSecond, quantile, type Scrape } from './metrics';
import type { Bound, Slo } from './slo';

export const gateNames = [
  'reconnect_p95',
  'cache_hit_rate',
  'cache_errors',
  'backlog_after_ack',
  'log_warnings',
] as const;
export type GateName = (typeof gateNames)[number];

export interface Gate {
  name: GateName;
  /** Null where nothing happened that could be measured. */
  value: number | null;
  bound: Bound;
  verdict: 'pass' | 'fail' | 'unknown';
}

const measures: Record<GateName, (from: Scrape, to: Scrape) => number | null> = {
  reconnect_p95: (from, to) => quantile(0.95, from, to, 'ws_reconnect_duration_seconds'),
  cache_hit_rate: (from, to) => {
    const hits = increase(from, to, 'game_session_cache_hits_total');
    const misses = increase(from, to, 'game_session_cache_misses_total');
    return hits + misses > 0 ? hits / (hits + misses) : null;
  },
  cache_errors: (from, to) => perSecond(from, to, 'game_session_cache_errors_total'),
  backlog_after_ack: (from, to) => quantile(0.95, from, to, 'ws_replay_backlog_after_ack_events'),
  log_warnings: (from, to) => increase(from, to, 'game_session_cache_log_warnings_total'),
};

/** The canary's five gates over what happened between two scrapes. */
export function judge(slos: readonly Slo[], from: Scrape, to: Scrape): Gate[] {
  return gateNames.map((name) => {
    const bound = slos.find((slo) => slo.name === name)?.canary ?? {};
    const value = to.at > from.at ? measures[name](from, to) : null;
    return { name, value, bound, verdict: value === null ? 'unknown' : isWithin(value, bound) ? 'pass' : 'fail' };
  });
}

const isWithin = (value: number, { max, min }: Bound) =>
  (max === undefined || value <= max) && (min === undefined || value >= min);
