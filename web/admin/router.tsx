import { createRouter } from '@tanstack/react-router';
import { routeTree } from './routes.ts';
import { parseSearch, stringifySearch } from './search.ts';

/** The admin face's addresses. Filters, sort and the open record are part of them. */
export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingMs: 400,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
