import { ProfessionMark } from '../ui/ProfessionMark';
import { useSpecializations } from './useSpecializations';

export function SpecializationMark({ name, size = 'sm' }: { name: string; size?: 'sm' | 'md' }) {
  const known = useSpecializations().get(name);
  return known ? <ProfessionMark profession={known.profession} specialization={name} size={size} /> : null;
}
