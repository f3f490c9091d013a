import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrg } from '../portal.ts';
import { PortalMenu } from './PortalMenu.tsx';
import classes from './Shell.module.css';

type Props = { name: string; children: ReactNode };

/** The organization's name, the menu, and the page. */
export function Shell({ name, children }: Props) {
  const { t } = useTranslation('portal');
  const { org } = useOrg();
  const id = useId();
  return (
    <div className={classes.shell}>
      <a href={`#${id}`} className={classes.skip}>
        {t('skip')}
      </a>
      <header className={classes.top}>
        <Link
          to={(org ? `/portal/${org}` : '/portal') as string}
          className={classes.name}
          aria-label={`${name}, ${t('home')}`}
        >
          <span className={classes.mark} aria-hidden="true" />
          <span className={classes.nameText}>{name}</span>
        </Link>
        <PortalMenu />
      </header>
      <main id={id} className={classes.main}>
        {children}
      </main>
    </div>
  );
}
