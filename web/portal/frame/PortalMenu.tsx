import { ActionIcon, Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { setLanguage } from '../../i18n/index.ts';
import { toast, useSentence } from '../../ui/index.ts';
import { useOrg } from '../portal.ts';
import { overviewQuery, queryClient } from '../queries.ts';
import type { Overview } from '../types.ts';
import classes from './Shell.module.css';

/** Signs out and leaves nothing of the member in memory. */
export async function signOut(org: string): Promise<void> {
  await api.post('/sign-out');
  window.location.assign(org ? `/portal/${org}/sign-in` : '/portal');
}

/** Language, colors, and the way out. */
export function PortalMenu() {
  const { t, i18n } = useTranslation('portal');
  const { org, path } = useOrg();
  const sentence = useSentence();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const { data } = useQuery({ ...overviewQuery(org), enabled: false });
  const switchLanguage = async () => {
    const language = i18n.language === 'fr' ? 'en' : 'fr';
    await setLanguage(language);
    if (!data) return;
    const body = { language };
    queryClient.setQueryData(
      overviewQuery(org).queryKey,
      await api.patch<Overview>(`${path}/me`, { body }),
    );
    await queryClient.invalidateQueries();
  };
  const tell = (error: unknown) => toast({ message: sentence(error), tone: 'bad' });
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon size={40} aria-label={t('menu.open')} className={classes.burger}>
          <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
            <path d="M3 5h12M3 9h12M3 13h12" stroke="currentColor" strokeWidth="1.5" />
          </svg>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void switchLanguage().catch(tell)}>
          <span lang={i18n.language === 'fr' ? 'en' : 'fr'}>{t('menu.language')}</span>
        </Menu.Item>
        <Menu.Item onClick={() => setColorScheme(isDark ? 'light' : 'dark')}>
          {isDark ? t('menu.light') : t('menu.dark')}
        </Menu.Item>
        {data ? (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => void signOut(org).catch(tell)}>
              {t('menu.sign_out')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
