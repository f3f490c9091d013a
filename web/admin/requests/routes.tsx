import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** Who asks to join. */
export const requestRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/requests',
    validateSearch: textsOf('state', 'open', 'plan'),
    component: lazyRouteComponent(() => import('./RequestsPage.tsx'), 'RequestsPage'),
  }),
] as const;
