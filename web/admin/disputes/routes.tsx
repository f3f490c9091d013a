import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** Disputed payments, and gateways compared with the books. */
export const disputeRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/disputes',
    validateSearch: textsOf('state', 'open'),
    component: lazyRouteComponent(() => import('./DisputesPage.tsx'), 'DisputesPage'),
  }),
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/gateway-differences',
    component: lazyRouteComponent(() => import('./DifferencesPage.tsx'), 'DifferencesPage'),
  }),
] as const;
