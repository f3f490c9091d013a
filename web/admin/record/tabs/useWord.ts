import { useTranslation } from 'react-i18next';

type Family = 'outcome' | 'means' | 'invoice_status' | 'message_state' | 'note_type';

/** The word for a value of the API; a value this version does not know is shown as it is. */
export function useWord(): (family: Family, value: string) => string {
  const { t } = useTranslation('record');
  return (family, value) =>
    t(`${family}.${value}` as 'means.card', { defaultValue: value.replaceAll('_', ' ') });
}
