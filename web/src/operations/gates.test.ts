import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gateNames, judge } from './gates';
import { increase, quantile, readMetrics, sumOf } from './metrics';
import { readSlo } from './slo';

const slos = readSlo(readFileSync(new URL('../../../deploy/slo.yaml', import.meta.url), 'utf8'));

const scrape = (at: number, lines: string[]) => readMetrics(['# TYPE x counter', ...lines].join('\n'), at);

test('every gate has its bound in the one file of thresholds', () => {
  const bounds = Object.fromEntries(slos.map((slo) => [slo.name, slo.canary]));
  expect(gateNames.map((name) => bounds[name])).toEqual([
    { max: 0.3 },
    { min: 0.75 },
    { max: 0.02 },
    { max: 5 },
    { max: 0 },
  ]);
});

test('series are read with and without labels', () => {
  const read = scrape(0, [
    'db_up 1',
    'ws_connections{channel="game"} 3',
    'ws_connections{channel="notifications"} 4',
    'le{le="+Inf"} +Inf',
  ]);
  expect(sumOf(read, 'ws_connections')).toBe(7);
  expect(sumOf(read, 'db_up')).toBe(1);
  expect(sumOf(read, 'le')).toBe(Number.POSITIVE_INFINITY);
});

test('a counter that fell has begun anew', () => {
  expect(increase(scrape(0, ['a{x="1"} 10', 'a{x="2"} 5']), scrape(1, ['a{x="1"} 3', 'a{x="2"} 7']), 'a')).toBe(5);
});

test('a quantile is what Prometheus says', () => {
  const before = scrape(0, ['h_bucket{le="0.1"} 5', 'h_bucket{le="0.3"} 5', 'h_bucket{le="+Inf"} 5']);
  const after = scrape(1, ['h_bucket{le="0.1"} 95', 'h_bucket{le="0.3"} 105', 'h_bucket{le="+Inf"} 105']);
  expect(quantile(0.95, before, after, 'h')).toBeCloseTo(0.2);
  expect(quantile(0.95, before, before, 'h')).toBeNull();
  expect(quantile(0.95, scrape(0, []), scrape(1, ['h_bucket{le="0.1"} 0', 'h_bucket{le="+Inf"} 9']), 'h')).toBe(0.1);
});

test('gates pass, fail, and do not guess', () => {
  const quiet = scrape(0, ['game_session_cache_hits_total{operation="a"} 0']);
  const busy = scrape(60_000, [
    'game_session_cache_hits_total{operation="a"} 70',
    'game_session_cache_misses_total{operation="a",reason="stale"} 30',
    'game_session_cache_errors_total{operation="a"} 0',
    'game_session_cache_log_warnings_total 0',
  ]);
  expect(Object.fromEntries(judge(slos, quiet, busy).map(({ name, verdict }) => [name, verdict]))).toEqual({
    reconnect_p95: 'unknown',
    cache_hit_rate: 'fail',
    cache_errors: 'pass',
    backlog_after_ack: 'unknown',
    log_warnings: 'pass',
  });
  expect(judge(slos, busy, busy).every(({ verdict }) => verdict === 'unknown')).toBe(true);
});
