import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** Direct debits that go to the bank as files; one of them open on the page. */
export const debitRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/debits',
    validateSearch: textsOf('open'),
    component: lazyRouteComponent(() => import('./DebitsPage.tsx'), 'DebitsPage'),
  }),
] as const;
