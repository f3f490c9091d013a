import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** Failed payments and what is done about them. */
export const overdueRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/overdue',
    validateSearch: textsOf(
      ...(['view', 'board', 'open', 'state', 'via', 'tried', 'from', 'to', 'currency'] as const),
      ...(['opened_from', 'opened_to', 'span', 'charges', 'of'] as const),
    ),
    component: lazyRouteComponent(() => import('./OverduePage.tsx'), 'OverduePage'),
  }),
] as const;
