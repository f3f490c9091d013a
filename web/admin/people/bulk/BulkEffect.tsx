import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loading, Receipt, useFormat, useSentence } from '../../../ui/index.ts';
import type { BulkPreview, Excluded } from './acts.ts';

type Props = { preview: UseQueryResult<BulkPreview>; foot?: string };

/** What will happen to how many, and who is left out and why. */
export function BulkEffect({ preview, foot }: Props) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  const sentence = useSentence();
  if (preview.isError) {
    return (
      <p role="alert" style={{ color: 'var(--bad)' }}>
        {sentence(preview.error)}
      </p>
    );
  }
  const { data } = preview;
  if (!data) return <Loading />;
  return (
    <Receipt
      title={t('effect')}
      lines={[
        { key: 'touched', text: t('touched'), value: format.number(data.touched) },
        ...data.billed.map(({ amount, currency }) => ({
          key: currency,
          text: t('billed'),
          value: format.money(amount, currency),
        })),
        ...data.excluded.map((group) => ({
          key: group.code,
          text: <Why group={group} />,
          note: namesOf(group, t('and_more')),
          value: format.number(group.count),
        })),
      ]}
      foot={foot}
    />
  );
}

/** Why a group of people is left out, in words for many; else as it is said of the first. */
export function Why({ group }: { group: Pick<Excluded, 'code' | 'reason'> }) {
  const { i18n } = useTranslation('bulk');
  const words: unknown = i18n.getResource(i18n.language, 'bulk', `why.${group.code}`);
  return <>{typeof words === 'string' ? words : group.reason}</>;
}

function namesOf({ examples, count }: Excluded, more: string): string {
  const names = examples.map(({ name }) => name).join(', ');
  return count > examples.length ? `${names} ${more}` : names;
}
