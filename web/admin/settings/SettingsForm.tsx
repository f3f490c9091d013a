import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { otherRemarks, useSentence } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';

type Props = {
  onSave: () => void;
  pending: boolean;
  error: unknown;
  mayWrite: boolean;
  children: ReactNode;
};

/** A part of the settings with its one button; only shown to read where the role allows no more. */
export function SettingsForm({ onSave, pending, error, mayWrite, children }: Props) {
  const { t } = useTranslation('settings');
  const { t: ui } = useTranslation('ui');
  const sentence = useSentence();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <fieldset disabled={!mayWrite} className={`${shared.form} ${shared.set}`}>
        {children}
        {error ? (
          <div role="alert" className={shared.problem}>
            {sentence(error)}
            {otherRemarks(error, []).map((remark) => (
              <div key={remark}>{remark}</div>
            ))}
          </div>
        ) : null}
        {mayWrite ? (
          <div className={shared.buttons}>
            <Button type="submit" variant="filled" loading={pending}>
              {ui('save')}
            </Button>
          </div>
        ) : (
          <p className="muted">{t('read_only')}</p>
        )}
      </fieldset>
    </form>
  );
}
