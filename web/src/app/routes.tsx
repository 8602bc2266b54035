import { type ComponentType, lazy } from 'react';
import { catalogueQuery, professionQuery } from '../builds/catalogue';
import { wantedProfession } from '../builds/wantedProfession';
import { queryClient } from './queryClient';

/** The server answers these with the app by their first part, see `PagesFeature.cs`. */
function route(path: string, load: () => Promise<{ default: ComponentType }>, loadData?: (search: string) => unknown) {
  return { path, load, loadData, page: lazy(load) };
}

const loadCatalogue = () => queryClient.prefetchQuery(catalogueQuery);

const loadNewBuild = (search: string) =>
  Promise.all([loadCatalogue(), queryClient.prefetchQuery(professionQuery(wantedProfession(search)))]);

/** The small head first, and what follows it together with it. */
const loadEditor = () => {
  const page = import('../builds/EditorPage');
  import('../builds/BuildEditor').catch(() => undefined);
  return page;
};

export const routes = [
  route('/', () => import('../home/HomePage')),
  route('/builds', () => import('../builds/LibraryPage')),
  route('/builds/new', loadEditor, loadNewBuild),
  route('/builds/:id', loadEditor, loadCatalogue),
  route('/squads', () => import('../squads/SquadsPage')),
  route('/squads/compose', () => import('../squads/ComposePage'), loadCatalogue),
  route('/squads/:id', () => import('../squads/BoardPage')),
  route('/draft', () => import('../draft/LobbyPage')),
  route('/draft/:id', () => import('../draft/TablePage'), loadCatalogue),
  route('/rooms', () => import('../rooms/RoomsPage')),
  route('/rooms/:id', () => import('../rooms/RoomPage'), loadCatalogue),
  route('/operations', () => import('../operations/OperationsPage')),
  route('/operations/games/:id', () => import('../operations/GamePage')),
  route('/sign-in', () => import('../account/SignInPage')),
  route('/register', () => import('../account/RegisterPage')),
  route('/account', () => import('../account/AccountPage')),
];

/** Asks for a page's script and data together, before anything of it is drawn. What fails here is told by the page. */
export function loadAhead({ pathname, search }: Location) {
  const parts = pathname.split('/');
  const found = routes.find(({ path }) => {
    const pattern = path.split('/');
    return pattern.length === parts.length && pattern.every((part, index) => part[0] === ':' || part === parts[index]);
  });
  found?.load().catch(() => undefined);
  found?.loadData?.(search);
}

interface NavEntry {
  path: string;
  label: 'builds' | 'squads' | 'draft' | 'rooms' | 'operations';
  superuser?: boolean;
}

export const navEntries: readonly NavEntry[] = [
  { path: '/builds', label: 'builds' },
  { path: '/squads', label: 'squads' },
  { path: '/rooms', label: 'rooms' },
  { path: '/draft', label: 'draft' },
  { path: '/operations', label: 'operations', superuser: true },
];
