import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { orgRoute } from '../parents.tsx';
import { textsOf } from '../search.ts';

/** Every issued invoice, one of them beside the list; and the files that documents leave as. */
export const invoiceRoutes = [
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/invoices',
    validateSearch: textsOf(
      'status',
      'currency',
      'has',
      'type',
      'form',
      'payer',
      'from',
      'to',
      'search',
      'age',
      'min',
      'max',
      'open',
    ),
    component: lazyRouteComponent(() => import('./InvoicesPage.tsx'), 'InvoicesPage'),
  }),
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/documents',
    validateSearch: textsOf('year', 'month', 'from', 'to'),
    component: lazyRouteComponent(() => import('./DocumentsPage.tsx'), 'DocumentsPage'),
  }),
  createRoute({
    getParentRoute: () => orgRoute,
    path: '/drafts',
    validateSearch: textsOf('open'),
    component: lazyRouteComponent(() => import('./DraftsPage.tsx'), 'DraftsPage'),
  }),
] as const;
