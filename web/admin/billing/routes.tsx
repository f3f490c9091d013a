import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** What the billing run will do, day by day, and what it held back. */
export const billingRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/billing',
    validateSearch: textsOf('until', 'day'),
    component: lazyRouteComponent(() => import('./BillingPage.tsx'), 'BillingPage'),
  }),
] as const;
