import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { FormatProvider } from '../../ui/index.ts';
import { LAST_ORGANIZATION } from '../home.ts';
import { organizationQuery, sessionQuery } from '../queries.ts';
import classes from './Frame.module.css';
import { KeyHelp } from './KeyHelp.tsx';
import { SearchPalette } from './SearchPalette.tsx';
import { SideMenu } from './SideMenu.tsx';
import { TopBar } from './TopBar.tsx';
import { useFrameState } from './useFrameState.ts';

/** The frame around every page of an organization: top bar, side menu, palette, help. */
export function FramePage() {
  const { t, i18n } = useTranslation('frame');
  const { org } = useParams({ from: '/o/$org' });
  const { data: organization } = useSuspenseQuery(organizationQuery(org));
  const frame = useFrameState();
  useEffect(() => localStorage.setItem(LAST_ORGANIZATION, org), [org]);
  useSignedIn();
  return (
    <FormatProvider
      language={i18n.language === 'fr' ? 'fr' : 'en'}
      timeZone={organization.timezone}
      currency={organization.currency}
      today={organization.today}
    >
      <a href="#page" className={classes.skip}>
        {t('skip')}
      </a>
      <div className={classes.frame}>
        <TopBar frame={frame} />
        <SideMenu frame={frame} />
        <main id="page" className={classes.page} tabIndex={-1} data-scroll>
          <Outlet />
        </main>
      </div>
      <SearchPalette frame={frame} />
      <KeyHelp frame={frame} />
    </FormatProvider>
  );
}

/** A session that ended elsewhere leads back to sign-in, and from there to this page. */
function useSignedIn() {
  const session = useQuery(sessionQuery);
  const navigate = useNavigate();
  const isOut = session.data !== undefined && session.data.user === null;
  useEffect(() => {
    const next = window.location.pathname + window.location.search;
    if (isOut) void navigate({ href: `/sign-in?next=${encodeURIComponent(next)}` });
  }, [isOut, navigate]);
}
