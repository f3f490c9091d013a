import { createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { isProblem } from '../api/problem.ts';
import { Gone } from './frame/Gone.tsx';
import { PageError } from './frame/PageError.tsx';
import { Root } from './frame/Root.tsx';
import { enterWith } from './pages/enter.ts';
import { InvoicesPage } from './pages/InvoicesPage.tsx';
import { LinkOverPage } from './pages/LinkOverPage.tsx';
import { SignInPage } from './pages/SignInPage.tsx';
import { StartPage } from './pages/StartPage.tsx';
import { faceQuery, overviewQuery, queryClient, sessionQuery } from './queries.ts';
import type { Overview } from './types.ts';

const textOf = (key: 'token' | 'next') => (search: Record<string, unknown>) => {
  const value = search[key];
  return typeof value === 'string' ? { [key]: value } : {};
};

const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: Gone,
  errorComponent: PageError,
});

/** `/portal` alone: to the only one there is, else a choice. */
const chooseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/portal',
  beforeLoad: async () => {
    const { portals } = await queryClient.ensureQueryData(sessionQuery);
    const only = portals.length === 1 ? portals[0] : undefined;
    if (only) throw redirect({ href: `/portal/${only.slug}`, replace: true });
  },
  component: lazyRouteComponent(() => import('./pages/ChoosePage.tsx'), 'ChoosePage'),
  errorComponent: PageError,
});

const orgRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/portal/$org',
  beforeLoad: async ({ params }) => {
    await queryClient.ensureQueryData(faceQuery(params.org));
  },
  errorComponent: PageError,
});

const enterRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/enter',
  validateSearch: textOf('token') as (search: Record<string, unknown>) => { token?: string },
  loaderDeps: ({ search }) => ({ token: search.token ?? '' }),
  loader: async ({ params, deps }) => {
    const href = await enterWith(params.org, deps.token);
    throw redirect({ href, replace: true });
  },
  errorComponent: LinkOverPage,
});

const signInRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/sign-in',
  validateSearch: textOf('next') as (search: Record<string, unknown>) => { next?: string },
  component: SignInPage,
});

/** Pages of a member: who is not one (or not signed in) goes to the sign-in page first. */
const memberRoute = createRoute({
  getParentRoute: () => orgRoute,
  id: 'member',
  beforeLoad: async ({ params, location }) => {
    let me: Overview['me'];
    try {
      ({ me } = await queryClient.ensureQueryData(overviewQuery(params.org)));
    } catch (error) {
      const isStranger = isProblem(error) && (error.status === 401 || error.status === 404);
      if (!isStranger) throw error;
      const start = `/portal/${params.org}`;
      const next = location.href === start ? '' : `?next=${encodeURIComponent(location.href)}`;
      throw redirect({ href: `${start}/sign-in${next}`, replace: true });
    }
    // Until they are approved, applicants have the start page alone.
    const home = `/portal/${params.org}`;
    if (me.applicant && location.pathname !== home) throw redirect({ href: home, replace: true });
  },
  errorComponent: PageError,
});

const member = { getParentRoute: () => memberRoute } as const;

const startRoute = createRoute({ ...member, path: '/', component: StartPage });
const invoicesRoute = createRoute({ ...member, path: '/invoices', component: InvoicesPage });
const payRoute = createRoute({
  ...member,
  path: '/pay/$invoice',
  component: lazyRouteComponent(() => import('./pages/PayPage.tsx'), 'PayPage'),
});
const cardRoute = createRoute({
  ...member,
  path: '/card',
  component: lazyRouteComponent(() => import('./pages/CardPage.tsx'), 'CardPage'),
});
const profileRoute = createRoute({
  ...member,
  path: '/profile',
  component: lazyRouteComponent(() => import('./pages/ProfilePage.tsx'), 'ProfilePage'),
});
const welcomeRoute = createRoute({
  ...member,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./pages/WelcomePage.tsx'), 'WelcomePage'),
});
const cancelRoute = createRoute({
  ...member,
  path: '/cancel/$subscription',
  component: lazyRouteComponent(() => import('./pages/CancelPage.tsx'), 'CancelPage'),
});
const changeRoute = createRoute({
  ...member,
  path: '/change/$subscription',
  component: lazyRouteComponent(() => import('./pages/ChangePage.tsx'), 'ChangePage'),
});
const pauseRoute = createRoute({
  ...member,
  path: '/pause/$subscription',
  component: lazyRouteComponent(() => import('./pages/PausePage.tsx'), 'PausePage'),
});

const returnRoute = createRoute({
  ...member,
  path: '/return/$subscription',
  component: lazyRouteComponent(() => import('./pages/ReturnPage.tsx'), 'ReturnPage'),
});

const renewalRoute = createRoute({
  ...member,
  path: '/renewals/$renewal',
  component: lazyRouteComponent(() => import('./pages/RenewalPage.tsx'), 'RenewalPage'),
});

const joinRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/join',
  component: lazyRouteComponent(() => import('./pages/JoinPages.tsx'), 'JoinPage'),
});
const joinPlanRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/join/$plan',
  component: lazyRouteComponent(() => import('./pages/JoinPages.tsx'), 'JoinPlanPage'),
});

/** Pages the organization wrote: some are for everybody, and others say to everybody why not. */
const contentRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/pages/$',
  component: lazyRouteComponent(() => import('./pages/ContentPages.tsx'), 'ContentPages'),
});

/** The portal's pages. */
export const routeTree = rootRoute.addChildren([
  chooseRoute,
  orgRoute.addChildren([
    enterRoute,
    signInRoute,
    joinRoute,
    joinPlanRoute,
    contentRoute,
    memberRoute.addChildren([
      startRoute,
      invoicesRoute,
      payRoute,
      cardRoute,
      profileRoute,
      welcomeRoute,
      cancelRoute,
      changeRoute,
      pauseRoute,
      returnRoute,
      renewalRoute,
    ]),
  ]),
]);
