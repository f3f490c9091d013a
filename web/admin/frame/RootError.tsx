import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState, UiProvider } from '../../ui/index.ts';
import classes from './Frame.module.css';

/**
 * An error of the root itself, where the root's own theme and formats are not. Trying again loads
 * the page anew: what was read so far may be the cause.
 */
export function RootError({ error }: ErrorComponentProps) {
  const { i18n } = useTranslation();
  return (
    <UiProvider
      language={i18n.language === 'fr' ? 'fr' : 'en'}
      timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
      currency="EUR"
      today={new Intl.DateTimeFormat('en-CA').format()}
    >
      <main className={classes.lonely}>
        <ErrorState error={error} onRetry={() => window.location.reload()} />
      </main>
    </UiProvider>
  );
}
