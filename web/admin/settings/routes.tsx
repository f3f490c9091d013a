import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** How the organization works, who runs it, and one's own account. */
export const settingsRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/settings',
    validateSearch: textsOf('section'),
    component: lazyRouteComponent(() => import('./SettingsPage.tsx'), 'SettingsPage'),
  }),
] as const;
