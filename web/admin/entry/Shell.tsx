import {
  ActionIcon,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { setLanguage } from '../../i18n/index.ts';
import { queryClient, sessionQuery } from '../queries.ts';
import classes from './Entry.module.css';

type Props = {
  title: ReactNode;
  lead?: ReactNode;
  /** Above the title: where one is in a row of steps. */
  above?: ReactNode;
  children?: ReactNode;
};

/** The page of somebody who is not inside an organization yet: one column, one thing to do. */
export function Shell({ title, lead, above, children }: Props) {
  const { t } = useTranslation('entry');
  const heading = useNewTitle(title);
  return (
    <div className={classes.shell}>
      <header className={classes.top}>
        <span className={classes.mark} aria-hidden="true" />
        <span className="strong">{t('product')}</span>
        <span className={classes.space} />
        <Switches />
      </header>
      <main className={classes.main}>
        {above}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead ? <p className={classes.lead}>{lead}</p> : null}
        <div className={classes.body}>{children}</div>
      </main>
    </div>
  );
}

/** A new title is a new page: keyboard and screen reader go on from there. */
function useNewTitle(title: ReactNode) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(title);
  useEffect(() => {
    if (shown.current === title) return;
    shown.current = title;
    heading.current?.focus();
    window.scrollTo({ top: 0 });
  }, [title]);
  return heading;
}

function Switches() {
  const { t, i18n } = useTranslation('entry');
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const switchLanguage = async () => {
    await setLanguage(i18n.language === 'fr' ? 'en' : 'fr');
    // Sentences of the server came in the other language.
    await queryClient.invalidateQueries({
      predicate: ({ queryKey }) => queryKey !== sessionQuery.queryKey,
    });
  };
  return (
    <>
      <UnstyledButton
        className={classes.tool}
        aria-label={`${i18n.language === 'fr' ? 'EN' : 'FR'}, ${t('language')}`}
        onClick={() => void switchLanguage()}
      >
        {i18n.language === 'fr' ? 'EN' : 'FR'}
      </UnstyledButton>
      <ActionIcon
        size={32}
        aria-label={isDark ? t('light') : t('dark')}
        onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
      >
        <svg width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d="M8 2a6 6 0 010 12z" fill="currentColor" />
        </svg>
      </ActionIcon>
    </>
  );
}
