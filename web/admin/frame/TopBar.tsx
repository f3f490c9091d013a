import {
  ActionIcon,
  Kbd,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOrganization } from '../organization.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { ClockBar } from './ClockBar.tsx';
import classes from './Frame.module.css';
import { OrganizationSwitcher } from './OrganizationSwitcher.tsx';
import { switchLanguage } from './switchLanguage.ts';
import type { FrameState } from './useFrameState.ts';

const modifier = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl ';

/** Organization, sandbox clock, palette, help, language, theme, account. */
export function TopBar({ frame }: { frame: FrameState }) {
  const { t } = useTranslation('frame');
  const { organization } = useOrganization();
  return (
    <header className={classes.top}>
      <ActionIcon
        className={classes.burger}
        size={36}
        aria-label={t('menu.open')}
        onClick={frame.openMenu}
      >
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
          <path d="M2 5h14M2 9h14M2 13h14" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      </ActionIcon>
      <OrganizationSwitcher />
      {organization.sandbox ? <ClockBar /> : null}
      <span className={classes.space} />
      <UnstyledButton onClick={frame.openPalette} className={classes.tool}>
        <span className="sr">{t('palette.open')} </span>
        <Kbd className={classes.kbd}>{`${modifier}K`}</Kbd>
        <svg className={classes.lens} width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
          <path d="M12 12l4 4M13 8A5 5 0 113 8a5 5 0 0110 0z" fill="none" stroke="currentColor" />
        </svg>
      </UnstyledButton>
      <span className={classes.wideOnly}>
        <ActionIcon aria-label={t('keys.open')} onClick={frame.openHelp}>
          ?
        </ActionIcon>
        <LanguageSwitch />
        <ThemeSwitch />
      </span>
      <AccountMenu />
    </header>
  );
}

/** One click to the other language; remembered for this person. */
function LanguageSwitch() {
  const { t, i18n } = useTranslation('frame');
  return (
    <UnstyledButton
      className={classes.tool}
      lang={i18n.language === 'fr' ? 'en' : 'fr'}
      aria-label={`${i18n.language.toUpperCase()} · ${t('language.switch')}`}
      title={t('language.switch')}
      onClick={() => void switchLanguage(i18n.language)}
    >
      {i18n.language === 'fr' ? 'FR' : 'EN'}
    </UnstyledButton>
  );
}

function ThemeSwitch() {
  const { t } = useTranslation('frame');
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const isDark = scheme === 'dark';
  return (
    <ActionIcon
      aria-label={isDark ? t('theme.light') : t('theme.dark')}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      <svg width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.4" />
        <path d="M8 2a6 6 0 010 12z" fill="currentColor" />
      </svg>
    </ActionIcon>
  );
}
