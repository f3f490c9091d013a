import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** What the organization writes, and for whom. */
export const pageRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/pages',
    component: lazyRouteComponent(() => import('./PagesPage.tsx'), 'PagesPage'),
  }),
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/pages/$page',
    validateSearch: textsOf('member'),
    component: lazyRouteComponent(() => import('./PagePage.tsx'), 'PagePage'),
  }),
] as const;
