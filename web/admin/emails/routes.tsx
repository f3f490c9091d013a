import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** The text of one automatic e-mail; the list of them is a section of the settings. */
export const emailRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/emails/$name',
    validateSearch: textsOf('language', 'view', 'example', 'member'),
    component: lazyRouteComponent(() => import('./EmailPage.tsx'), 'EmailPage'),
  }),
] as const;
