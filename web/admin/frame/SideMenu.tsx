import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/index.ts';
import { countsQuery } from '../queries.ts';
import classes from './Frame.module.css';
import { type MenuEntry, useMenu } from './menu.ts';
import type { FrameState } from './useFrameState.ts';

/** The side menu with work that waits; on a phone it comes in over the page. */
export function SideMenu({ frame }: { frame: FrameState }) {
  const { t } = useTranslation('frame');
  return (
    <>
      <nav className={classes.side} aria-label={t('menu.label')}>
        <MenuLinks />
      </nav>
      <Drawer
        opened={frame.isMenuOpen}
        onClose={frame.closeMenu}
        size={264}
        title={t('menu.label')}
        closeButtonProps={{ 'aria-label': t('menu.close') }}
      >
        <nav aria-label={t('menu.label')}>
          <MenuLinks />
        </nav>
      </Drawer>
    </>
  );
}

function MenuLinks() {
  const menu = useMenu();
  const groups = (['work', 'setup'] as const)
    .map((group) => menu.filter((entry) => entry.group === group))
    .filter((entries) => entries.length > 0);
  return (
    <div className={classes.links}>
      {groups.map((entries) => (
        <ul key={entries[0]?.group}>
          {entries.map((entry) => (
            <li key={entry.key}>
              <MenuLink entry={entry} />
            </li>
          ))}
        </ul>
      ))}
    </div>
  );
}

function MenuLink({ entry }: { entry: MenuEntry }) {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const { org } = useParams({ from: '/o/$org' });
  const { data: counts } = useQuery(countsQuery(org));
  const due = counts ? (entry.due?.(counts) ?? 0) : 0;
  const total = counts ? entry.total?.(counts) : undefined;
  return (
    <Link
      to={`/o/$org${entry.path}` as string}
      params={{ org } as never}
      className={classes.link}
      activeProps={{ 'data-on': true, 'aria-current': 'page' } as Record<string, unknown>}
    >
      <span>{t(`menu.${entry.key}`)}</span>
      {total === undefined ? null : <span className={classes.total}>{format.number(total)}</span>}
      {due > 0 ? (
        <span className={classes.due}>
          {format.number(due)} <span className="sr">{t('menu.waiting')}</span>
        </span>
      ) : null}
    </Link>
  );
}
