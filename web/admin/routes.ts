import { orgRoute, rootRoute, startRoute } from './parents.tsx';
import { peopleRoutes } from './people/routes.tsx';

/** The one place where each noun's pages are registered. */
export const routeTree = rootRoute.addChildren([
  startRoute,
  orgRoute.addChildren([...peopleRoutes]),
]);
