import { entryRoutes } from './entry/routes.tsx';
import { orgRoute, rootRoute } from './parents.tsx';
import { peopleRoutes } from './people/routes.tsx';

/** The one place where each noun's pages are registered. */
export const routeTree = rootRoute.addChildren([
  ...entryRoutes,
  orgRoute.addChildren([...peopleRoutes]),
]);
