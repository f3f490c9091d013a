import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** What happened in the organization. */
export const activityRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/activity',
    validateSearch: textsOf('kind', 'contact', 'from', 'to'),
    component: lazyRouteComponent(() => import('./ActivityPage.tsx'), 'ActivityPage'),
  }),
] as const;
