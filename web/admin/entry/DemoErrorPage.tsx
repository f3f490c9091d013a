import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/index.ts';
import { Shell } from './Shell.tsx';

/** The demo's one-time link, used up or too old. */
export function DemoErrorPage({ error }: ErrorComponentProps) {
  const { t } = useTranslation('entry');
  return (
    <Shell title={t('demo.failed')}>
      <ErrorState error={error} />
    </Shell>
  );
}
