import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Profession, Role } from '../api/types';
import { catalogueQuery } from '../builds/catalogue';

export interface Specialization {
  name: string;
  profession: Profession;
  usualRole: Role;
}

/** Every elite specialization by its name, in the order of professions. */
export function useSpecializations(): ReadonlyMap<string, Specialization> {
  const { data } = useQuery(catalogueQuery);
  return useMemo(
    () =>
      new Map(
        data?.professions.flatMap(({ name: profession, specializations }) =>
          specializations
            .filter((one) => one.is_elite)
            .map(({ name, usual_role }) => [name, { name, profession, usualRole: usual_role }]),
        ),
      ),
    [data],
  );
}
