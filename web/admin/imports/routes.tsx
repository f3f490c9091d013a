import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** Bringing members in from a file: the list of imports, and one of them. */
export const importRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/imports',
    component: lazyRouteComponent(() => import('./ImportsPage.tsx'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/imports/$import',
    validateSearch: textsOf('only'),
    component: lazyRouteComponent(() => import('./ImportPage.tsx'), 'ImportPage'),
  }),
] as const;
