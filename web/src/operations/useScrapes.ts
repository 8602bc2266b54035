import { useQuery } from '@tanstack/react-query';
import { readText } from '../api/http';
import { readMetrics, type Scrape } from './metrics';

const everyMs = 5_000;
const keepMs = 15 * 60_000;

// Kept while the page is away, so that a look at a game does not cost the charts.
let kept: readonly Scrape[] = [];

/** The scrapes of the last minutes, as long as some page asked for them. */
export function useScrapes() {
  return useQuery({
    queryKey: ['operations', 'metrics'],
    queryFn: async ({ signal }) => {
      const now = Date.now();
      const scrape = readMetrics(await readText('/admin/metrics', signal), now);
      kept = [...kept.filter((one) => one.at > now - keepMs), scrape];
      return kept;
    },
    refetchInterval: everyMs,
    staleTime: 0,
  });
}
