import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

interface PageRoute {
  /** The server answers these with the app by their first part, see `PagesFeature.cs`. */
  path: string;
  page: LazyExoticComponent<ComponentType>;
}

export const routes: readonly PageRoute[] = [
  { path: '/', page: lazy(() => import('../home/HomePage')) },
  { path: '/builds', page: lazy(() => import('../builds/LibraryPage')) },
  { path: '/builds/new', page: lazy(() => import('../builds/EditorPage')) },
  { path: '/builds/:id', page: lazy(() => import('../builds/EditorPage')) },
  { path: '/squads', page: lazy(() => import('../squads/SquadsPage')) },
  { path: '/squads/compose', page: lazy(() => import('../squads/ComposePage')) },
  { path: '/squads/:id', page: lazy(() => import('../squads/BoardPage')) },
  { path: '/draft', page: lazy(() => import('../draft/LobbyPage')) },
  { path: '/draft/:id', page: lazy(() => import('../draft/TablePage')) },
  { path: '/rooms', page: lazy(() => import('../rooms/RoomsPage')) },
  { path: '/rooms/:id', page: lazy(() => import('../rooms/RoomPage')) },
  { path: '/operations', page: lazy(() => import('../operations/OperationsPage')) },
  { path: '/operations/games/:id', page: lazy(() => import('../operations/GamePage')) },
  { path: '/sign-in', page: lazy(() => import('../account/SignInPage')) },
  { path: '/register', page: lazy(() => import('../account/RegisterPage')) },
  { path: '/account', page: lazy(() => import('../account/AccountPage')) },
];

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
