import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** Revenue, retention and what is to come. */
export const reportRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/reports',
    validateSearch: textsOf('report', 'months', 'currency', 'month', 'kind', 'plan', 'show'),
    component: lazyRouteComponent(() => import('./ReportsPage.tsx'), 'ReportsPage'),
  }),
] as const;
