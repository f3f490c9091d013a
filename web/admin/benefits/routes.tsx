import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** What plans give, and what of it is to be delivered. */
export const benefitRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/benefits',
    validateSearch: textsOf('open'),
    component: lazyRouteComponent(() => import('./BenefitsPage.tsx'), 'BenefitsPage'),
  }),
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/benefits/$benefit',
    validateSearch: textsOf('month', 'state'),
    component: lazyRouteComponent(() => import('./DeliveriesPage.tsx'), 'DeliveriesPage'),
  }),
] as const;
