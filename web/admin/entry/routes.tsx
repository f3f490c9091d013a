import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { api } from '../../api/http.ts';
import { PageError } from '../frame/PageError.tsx';
import { homeOf, LAST_ORGANIZATION } from '../home.ts';
import { rootRoute } from '../parents.tsx';
import { queryClient, sessionQuery } from '../queries.ts';
import { textsOf } from '../search.ts';
import { DemoErrorPage } from './DemoErrorPage.tsx';

// Errors are shown inside the root's theme and texts, so each page has its own place for them.
const root = { getParentRoute: () => rootRoute, errorComponent: PageError } as const;

async function signedIn(next: string) {
  const session = await queryClient.ensureQueryData(sessionQuery);
  if (session.setup_needed) throw redirect({ href: '/setup' });
  if (!session.user) {
    throw redirect({ href: next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in' });
  }
  return session;
}

/** `/` goes to the organization last looked at, or to the only one; else it lets choose. */
const startRoute = createRoute({
  ...root,
  path: '/',
  beforeLoad: async () => {
    const { organizations, portals } = await signedIn('');
    const last = localStorage.getItem(LAST_ORGANIZATION);
    const only = organizations.length === 1 ? organizations[0] : undefined;
    const chosen = organizations.find(({ slug }) => slug === last) ?? only;
    if (chosen) throw redirect({ href: homeOf(chosen.slug) });
    const [portal] = portals;
    if (organizations.length === 0 && portal) {
      // The portal is another bundle: the browser has to load it.
      window.location.assign(`/portal/${portal.slug}`);
    }
  },
  component: lazyRouteComponent(() => import('./ChoosePage.tsx'), 'ChoosePage'),
});

const chooseRoute = createRoute({
  ...root,
  path: '/organizations',
  beforeLoad: () => signedIn('/organizations'),
  component: lazyRouteComponent(() => import('./ChoosePage.tsx'), 'ChoosePage'),
});

const newRoute = createRoute({
  ...root,
  path: '/new',
  beforeLoad: () => signedIn('/new'),
  component: lazyRouteComponent(() => import('./NewPage.tsx'), 'NewPage'),
});

/** `?token=` is the first set-up; `?demo=` opens the demo organization signed in. */
const setupRoute = createRoute({
  ...root,
  path: '/setup',
  validateSearch: textsOf<'token' | 'demo'>('token', 'demo'),
  loaderDeps: ({ search }) => ({ demo: search.demo }),
  loader: async ({ deps: { demo: token } }) => {
    if (!token) return;
    const { slug } = await api.post<{ slug: string }>('/demo-sessions', { body: { token } });
    await queryClient.resetQueries({ queryKey: ['session'] });
    throw redirect({ href: homeOf(slug), replace: true });
  },
  component: lazyRouteComponent(() => import('./SetupPage.tsx'), 'SetupPage'),
  errorComponent: DemoErrorPage,
});

const preparingRoute = createRoute({
  ...root,
  path: '/preparing',
  validateSearch: textsOf<'org' | 'work'>('org', 'work'),
  beforeLoad: ({ location }) => signedIn(location.href),
  component: lazyRouteComponent(() => import('./PreparingPage.tsx'), 'PreparingPage'),
});

const signInRoute = createRoute({
  ...root,
  path: '/sign-in',
  validateSearch: textsOf('next'),
  component: lazyRouteComponent(() => import('./SignInPage.tsx'), 'SignInPage'),
});

const newPasswordRoute = createRoute({
  ...root,
  path: '/new-password',
  validateSearch: textsOf('token'),
  component: lazyRouteComponent(() => import('./NewPasswordPage.tsx'), 'NewPasswordPage'),
});

const invitationRoute = createRoute({
  ...root,
  path: '/invitation',
  validateSearch: textsOf('token'),
  component: lazyRouteComponent(() => import('./InvitationPage.tsx'), 'InvitationPage'),
});

/** Pages of people who are not inside an organization yet. */
export const entryRoutes = [
  startRoute,
  chooseRoute,
  newRoute,
  setupRoute,
  preparingRoute,
  signInRoute,
  newPasswordRoute,
  invitationRoute,
] as const;
