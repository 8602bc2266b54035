export const subgroupSize = 5;

export const subgroupOf = (slot: number) => Math.ceil(slot / subgroupSize);

/** Every seat from 1 up, subgroup by subgroup. */
export function subgroupsOf(size: number): number[][] {
  return Array.from({ length: subgroupOf(size) }, (_, subgroup) => {
    const first = subgroup * subgroupSize;
    return Array.from({ length: Math.min(subgroupSize, size - first) }, (_, seat) => first + seat + 1);
  });
}

/** Where an arrow key leads: up and down within the column, left and right to the neighbouring subgroup; null: nowhere. */
export function slotAfter(slot: number, key: string, size: number): number | null {
  const steps: Record<string, number> = {
    ArrowUp: -1,
    ArrowDown: 1,
    ArrowLeft: -subgroupSize,
    ArrowRight: subgroupSize,
  };
  const next = slot + (steps[key] ?? 0);
  return next === slot || next < 1 || next > size ? null : next;
}
