import { Anchor, Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/http.ts';
import { useOrganization } from '../organization.ts';

function useEvidence(paymentId: string) {
  const { i18n } = useTranslation('disputes');
  const { path } = useOrganization();
  const language = i18n.language.startsWith('fr') ? 'fr' : 'en';
  return (format: 'pdf' | 'json') =>
    apiUrl(`${path}/payments/${paymentId}/evidence`, { format, language });
}

/** The evidence file of a payment, dated now. */
export function EvidenceMenu({ paymentId }: { paymentId: string }) {
  const { t } = useTranslation('disputes');
  const file = useEvidence(paymentId);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button>
          {t('evidence.menu')}
          <span aria-hidden="true">&nbsp;▾</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={file('pdf')} download>
          {t('evidence.pdf')}
        </Menu.Item>
        <Menu.Item component="a" href={file('json')} download>
          {t('evidence.json')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The same as one link, in a line of a table. */
export function EvidenceLink({ paymentId }: { paymentId: string }) {
  const { t } = useTranslation('disputes');
  const file = useEvidence(paymentId);
  return (
    <Anchor href={file('pdf')} download underline="always" aria-label={t('evidence.pdf')}>
      PDF
    </Anchor>
  );
}
