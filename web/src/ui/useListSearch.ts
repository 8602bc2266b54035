import { useSearchParams } from 'wouter';

/** What a list shows, kept in the page's address. */
export function useListSearch() {
  const [search, setSearch] = useSearchParams();
  const isPublic = search.get('show') === 'public';
  return {
    search,
    isPublic,
    page: Math.max(1, Number(search.get('page')) || 1),
    /** Another choice starts again at the first page. */
    set: (name: string, value: string | null) =>
      setSearch((old) => {
        const next = new URLSearchParams(old);
        if (value) next.set(name, value);
        else next.delete(name);
        if (name !== 'page') next.delete('page');
        return next;
      }),
    clear: () => setSearch(isPublic ? { show: 'public' } : {}),
  };
}
