import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { UiProvider } from '../../ui/index.ts';
import { PageError } from './PageError.tsx';

/** An error of the root itself: it stands where the root's own theme and formats are not. */
export function RootError(props: ErrorComponentProps) {
  const { i18n } = useTranslation();
  return (
    <UiProvider
      language={i18n.language === 'fr' ? 'fr' : 'en'}
      timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
      currency="EUR"
      today={new Intl.DateTimeFormat('en-CA').format()}
    >
      <PageError {...props} />
    </UiProvider>
  );
}
