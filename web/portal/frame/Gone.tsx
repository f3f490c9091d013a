import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOrg } from '../portal.ts';
import { Page } from './Page.tsx';

/** An address without a page, or an organization that does not exist. */
export function Gone() {
  const { t } = useTranslation('portal');
  const { org } = useOrg();
  return (
    <Page title={t('gone.title')} lead={t('gone.text')} back="none">
      <div>
        <Button component="a" href={org ? `/portal/${org}` : '/portal'} size="md">
          {t('gone.home')}
        </Button>
      </div>
    </Page>
  );
}
