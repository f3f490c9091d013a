import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { homeOf } from '../home.ts';
import { orgRoute } from '../parents.tsx';

/** The first page: today's work and the figures. The bare address leads there. */
export const overviewRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/',
    beforeLoad: ({ params }) => {
      throw redirect({ href: homeOf(params.org), replace: true });
    },
  }),
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/overview',
    component: lazyRouteComponent(() => import('./OverviewPage.tsx'), 'OverviewPage'),
  }),
] as const;
