import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

const peopleRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/people',
  validateSearch: textsOf('q', 'sort', 'open', 'tab', 'add', 'act'),
  component: lazyRouteComponent(() => import('./PeoplePage.tsx'), 'PeoplePage'),
});

const recordRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/people/$contact',
  validateSearch: textsOf('tab', 'act'),
  component: lazyRouteComponent(() => import('../record/RecordPage.tsx'), 'RecordPage'),
});

/** The list of people, and the full page of one of them. */
export const peopleRoutes = [peopleRoute, recordRoute] as const;
