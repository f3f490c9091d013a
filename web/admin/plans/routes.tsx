import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** What can be joined, for how much. */
export const planRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/plans',
    validateSearch: textsOf('open', 'show'),
    component: lazyRouteComponent(() => import('./PlansPage.tsx'), 'PlansPage'),
  }),
] as const;
