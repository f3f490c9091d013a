import type { Route } from '../route.ts';

/** Every route of the API; the tests walk this list. */
export const allRoutes: Route[] = [];
