import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { toast, useSentence } from '../../ui/index.ts';
import { homeOf } from '../home.ts';
import { sessionQuery } from '../queries.ts';
import classes from './Entry.module.css';
import { Shell } from './Shell.tsx';

/** Which organization to work in, or a new one. */
export function ChoosePage() {
  const { t } = useTranslation('entry');
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { organizations } = session;
  const isNone = organizations.length === 0;
  return (
    <Shell
      title={isNone ? t('choose.none') : t('choose.title')}
      lead={isNone ? t('choose.none_text') : t('choose.lead')}
    >
      <ul className={classes.rows}>
        {organizations.map(({ slug, name, accent, sandbox }) => (
          <li key={slug}>
            <a href={homeOf(slug)}>
              <span
                className={classes.dot}
                aria-hidden="true"
                style={accent ? { background: accent } : undefined}
              />
              {name}
              <span className={classes.rowEnd}>
                {sandbox ? t('choose.sandbox') : ''} <span aria-hidden="true">›</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
      <div className={classes.section}>
        <Button component={Link} to="/new" size="lg" variant={isNone ? 'filled' : 'default'}>
          {isNone ? t('choose.first') : t('choose.new')}
        </Button>
      </div>
      <Portals />
      <Leave />
    </Shell>
  );
}

function Portals() {
  const { t } = useTranslation('entry');
  const { data: session } = useSuspenseQuery(sessionQuery);
  if (session.portals.length === 0) return null;
  return (
    <section className={classes.section}>
      <h2>{t('choose.portals')}</h2>
      <ul className={classes.rows}>
        {session.portals.map(({ slug, name }) => (
          <li key={slug}>
            <a href={`/portal/${slug}`}>
              {name}
              <span className={classes.rowEnd} aria-hidden="true">
                ›
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Leave() {
  const { t } = useTranslation('entry');
  const sentence = useSentence();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const leave = () =>
    api
      .post('/sign-out')
      .then(() => window.location.assign('/sign-in'))
      .catch((error: unknown) => toast({ message: sentence(error), tone: 'bad' }));
  return (
    <div className={classes.after}>
      {t('signed_in_as', { email: session.user?.email ?? '' })}{' '}
      <Button variant="subtle" onClick={() => void leave()}>
        {t('sign_out')}
      </Button>
    </div>
  );
}
