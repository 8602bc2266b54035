export interface Bound {
  max?: number;
  min?: number;
}

export interface Slo {
  name: string;
  goal: Bound;
  canary: Bound | null;
}

/** Reads the goals and canary gates of `deploy/slo.yaml`, where every threshold stands. */
export function readSlo(yaml: string): Slo[] {
  return yaml
    .split(/^ {2}- name: /m)
    .slice(1)
    .map((block) => ({
      name: block.split('\n', 1)[0]?.trim() ?? '',
      goal: boundIn(block, 'goal') ?? {},
      canary: boundIn(block, 'canary'),
    }));
}

function boundIn(block: string, word: string): Bound | null {
  const found = new RegExp(`^ {4}${word}: \\{ (max|min): ([\\d.]+) \\}`, 'm').exec(block);
  return found ? { [found[1] as keyof Bound]: Number(found[2]) } : null;
}
