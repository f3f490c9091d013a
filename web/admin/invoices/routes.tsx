import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** Every issued invoice; one of them beside the list. */
export const invoiceRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/invoices',
    validateSearch: textsOf('status', 'type', 'payer', 'from', 'to', 'search', 'open'),
    component: lazyRouteComponent(() => import('./InvoicesPage.tsx'), 'InvoicesPage'),
  }),
] as const;
