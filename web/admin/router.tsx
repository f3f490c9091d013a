import { createRootRoute, createRouter } from '@tanstack/react-router';

const root = createRootRoute({ component: () => <main>…</main> });

export const router = createRouter({ routeTree: root });
