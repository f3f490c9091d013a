import { createRouter } from '@tanstack/react-router';
import { routeTree } from './routes.tsx';

/** The portal's addresses; the ones in e-mails are `/portal/{slug}/enter?token=…`. */
export const router = createRouter({
  routeTree,
  defaultPreload: false,
  defaultPendingMs: 400,
  scrollRestoration: true,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const pairs = Object.entries(search).filter(([, value]) => typeof value === 'string');
    const text = new URLSearchParams(pairs as [string, string][]).toString();
    return text ? `?${text}` : '';
  },
});
