import { Button } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../frame/Page.tsx';
import { usePortal } from '../portal.ts';
import { PasswordForm } from './PasswordForm.tsx';

/** The first visit by invitation: a password, now or another day. */
export function WelcomePage() {
  const { t } = useTranslation('portal');
  const { org, overview } = usePortal();
  const router = useRouter();
  const home = `/portal/${org}`;
  return (
    <Page
      title={t('welcome.title', { name: overview.me.name })}
      lead={t('welcome.text', { organization: overview.organization.name })}
      back="none"
    >
      <PasswordForm first onDone={() => router.history.push(home)} />
      <Button component={Link} to={home as string} size="lg" variant="subtle" fullWidth>
        {t('welcome.skip')}
      </Button>
    </Page>
  );
}
