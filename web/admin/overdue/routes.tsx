import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** Failed payments and what is done about them. */
export const overdueRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/overdue',
    validateSearch: textsOf('state', 'open'),
    component: lazyRouteComponent(() => import('./OverduePage.tsx'), 'OverduePage'),
  }),
] as const;
