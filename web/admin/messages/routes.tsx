import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** Every mail the system decided to send. */
export const messageRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/messages',
    validateSearch: textsOf('state', 'template', 'open'),
    component: lazyRouteComponent(() => import('./MessagesPage.tsx'), 'MessagesPage'),
  }),
] as const;
