import { Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Settings.module.css';

/** Where a gateway sends its events, to be copied into its own pages. */
export function EventsAddress({ url }: { url: string }) {
  const { t } = useTranslation('settings');
  return (
    <div>
      <div className="small">{t('gateways.events')}</div>
      <div className={classes.secret}>
        <code>{url}</code>
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <Button size="xs" onClick={copy}>
              {t(copied ? 'gateways.copied' : 'gateways.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      <p className="muted small">{t('gateways.events_help')}</p>
    </div>
  );
}
