import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** Who is asked about their next term, board by board. */
export const renewalRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/renewals',
    validateSearch: textsOf('board', 'open', 'plan'),
    component: lazyRouteComponent(() => import('./RenewalsPage.tsx'), 'RenewalsPage'),
  }),
] as const;
