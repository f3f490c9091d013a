import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { sessionQuery } from '../queries.ts';
import classes from './Frame.module.css';
import { switchLanguage } from './switchLanguage.ts';

/** Two letters for a name: "Camille Martin" → "CM". */
export function initialsOf(name: string): string {
  const words = name.split(/[\s_.-]+/).filter((word) => /^\p{L}/u.test(word));
  const [first = '', last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  const letters = last ? `${[...first][0]}${[...last][0]}` : [...first].slice(0, 2).join('');
  return letters.toLocaleUpperCase() || '·';
}

/** Who is signed in, language, theme, and the way out. */
export function AccountMenu() {
  const { t, i18n } = useTranslation('frame');
  const session = useQuery(sessionQuery);
  const { setColorScheme, colorScheme } = useMantineColorScheme();
  const user = session.data?.user;
  if (!user) return null;
  const signOut = async () => {
    await api.post('/sign-out');
    window.location.assign('/sign-in');
  };
  const schemes = ['light', 'dark', 'auto'] as const;
  return (
    <Menu width={240}>
      <Menu.Target>
        <UnstyledButton
          className={classes.avatar}
          aria-label={`${initialsOf(user.name)} · ${t('account.menu', user)}`}
        >
          {initialsOf(user.name)}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <div className="strong">{user.name}</div>
          <div className="muted small">{user.email}</div>
        </div>
        <Menu.Divider />
        <Menu.Item onClick={() => void switchLanguage(i18n.language)}>
          {t('language.switch')}
        </Menu.Item>
        <Menu.Label>{t('theme.label')}</Menu.Label>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={scheme === colorScheme ? '✓' : null}
          >
            {t(`theme.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{t('account.sign_out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
