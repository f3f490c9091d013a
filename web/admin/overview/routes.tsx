import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';

/** The first page: today's work and the figures. */
export const overviewRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/overview',
    component: lazyRouteComponent(() => import('./OverviewPage.tsx'), 'OverviewPage'),
  }),
] as const;
