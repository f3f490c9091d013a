import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { Contact } from '../../api/people.ts';
import { Amount, addressText, DateText, type Fact, Facts, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { AddressEditor } from './AddressEditor.tsx';
import { LabelsFact } from './LabelsFact.tsx';
import { LastWord } from './LastWord.tsx';
import { linked } from './linkedFact.tsx';
import { useOwnFacts } from './ownFacts.tsx';
import { contactKey, contactQuery } from './queries.ts';
import { taxFacts } from './taxFacts.ts';
import type { RecordState } from './useRecord.ts';

export type Patch = Partial<Record<keyof Contact, unknown>>;

/** Saves a change of the version that was read; a stale one is refused and said. */
function useSaveContact(contact: Contact) {
  const { org, path } = useOrganization();
  const client = useQueryClient();
  return async (body: Patch) => {
    const answer = await api.patch<Contact>(`${path}/contacts/${contact.id}`, {
      body,
      version: contact.version,
    });
    client.setQueryData(contactQuery(org, contact.id).queryKey, { ...contact, ...answer });
    await client.invalidateQueries({ queryKey: contactKey(org, contact.id) });
    await client.invalidateQueries({ queryKey: ['org', org, 'people'] });
  };
}

/** What is known about somebody; each fact is edited where it stands. */
export function RecordFacts({ record }: { record: RecordState }) {
  const { t } = useTranslation('record');
  const { can } = useOrganization();
  const save = useSaveContact(record.contact);
  const canWrite = can('people.write');
  const facts = [
    ...usePersonalFacts(record.contact, save),
    ...useMoneyFacts(record),
    ...useOwnFacts(record.contact, save),
    labelsFact(record.contact, t('fact.labels')),
  ];
  return (
    <Facts
      label={t('facts')}
      facts={canWrite ? facts : facts.map(({ edit: _none, ...fact }) => fact)}
    />
  );
}

function labelsFact(contact: Contact, label: string): Fact {
  return { key: 'labels', label, value: <LabelsFact contact={contact} /> };
}

type TextKey = 'display_name' | 'email' | 'phone' | 'discord' | 'job_title' | 'website';

export type Save = (body: Patch) => Promise<void>;

function usePersonalFacts(contact: Contact, save: Save): Fact[] {
  const { t } = useTranslation('record');
  const text = (key: TextKey, type: 'text' | 'email' | 'tel' | 'url' = 'text'): Fact => ({
    key,
    label: t(`fact.${key}`),
    value: key === 'email' && contact.email_withheld ? t('withheld') : contact[key],
    edit: {
      text: contact[key] ?? '',
      type,
      save: (value) => save({ [key]: value.trim() === '' ? null : value.trim() }),
    },
  });
  const isCompany = contact.kind === 'company';
  const address = (key: 'address' | 'billing_address', other: string | null): Fact => ({
    key,
    label: t(`fact.${key}`),
    value: addressText(contact[key]) || (other && <span className="muted">{other}</span>),
    edit: {
      form: (onDone) => (
        <AddressEditor
          name={key}
          label={t(`fact.${key}`)}
          address={contact[key]}
          save={(value) => save({ [key]: value })}
          onDone={onDone}
        />
      ),
    },
  });
  return [
    text('display_name'),
    text('email', 'email'),
    text('phone', 'tel'),
    isCompany ? text('website', 'url') : text('discord'),
    ...taxFacts(contact, { t, save }),
    ...(contact.job_title ? [text('job_title')] : []),
    ...(contact.company ? [linked('company', t('fact.company'), contact.company)] : []),
    ...(contact.payer ? [linked('payer', t('fact.payer'), contact.payer)] : []),
    address('address', null),
    address('billing_address', contact.address ? t('address.same') : null),
    {
      key: 'language',
      label: t('fact.language'),
      value: contact.language ? t(`language.${contact.language === 'fr' ? 'fr' : 'en'}`) : null,
      edit: {
        text: contact.language ?? '',
        options: [
          { value: '', label: '—' },
          { value: 'fr', label: t('language.fr') },
          { value: 'en', label: t('language.en') },
        ],
        save: (value) => save({ language: value === '' ? null : value }),
      },
    },
  ];
}

function methodLabel(brand: string | undefined) {
  if (brand === undefined) return 'fact.method';
  return brand === 'sepa' ? 'fact.account' : 'fact.card';
}

/** "Visa", or what an account is known by. */
function brandWord(brand: string): string {
  return brand === 'sepa' ? 'IBAN' : brand.charAt(0).toUpperCase() + brand.slice(1);
}

/** Nothing where nothing was ever charged or done. */
function lastChargeFact({ contact, row }: Pick<RecordState, 'contact' | 'row'>, label: string) {
  const act = contact.act_since_charge ?? null;
  if (!row?.last_charge_outcome && !act) return [];
  return [{ key: 'last_charge', label, value: <LastWord row={row} act={act} /> }];
}

function useMoneyFacts({ contact, row, subscription }: RecordState): Fact[] {
  const { t } = useTranslation('record');
  const format = useFormat();
  const method = contact.payment_method;
  const expiry = method?.exp_month
    ? `${String(method.exp_month).padStart(2, '0')}/${String(method.exp_year ?? 0).slice(-2)}`
    : '';
  return [
    ...lastChargeFact({ contact, row }, t('fact.last_charge')),
    ...(row?.lifetime_amount !== undefined
      ? [
          {
            key: 'lifetime',
            label: t('fact.lifetime'),
            value: <Amount minor={row.lifetime_amount} currency={row.currency ?? undefined} />,
          },
        ]
      : []),
    ...contact.credit
      .filter(({ amount }) => amount !== 0)
      .map(({ amount, currency }) => ({
        key: `credit-${currency}`,
        label: t('fact.credit'),
        value: format.money(amount, currency),
      })),
    ...(subscription?.next_billing_on
      ? [
          {
            key: 'next',
            label: t(subscription.renewal.policy === 'notice' ? 'fact.asked' : 'fact.next'),
            value: <DateText value={subscription.next_billing_on} as="relative" />,
          },
        ]
      : []),
    ...(method || subscription
      ? [
          {
            key: 'card',
            label: t(methodLabel(method?.brand)),
            value: method ? (
              <>
                {brandWord(method.brand)} ·· {method.last4}
                {expiry ? (
                  <span
                    className={method.expired ? '' : 'muted'}
                    style={method.expired ? { color: 'var(--bad)' } : undefined}
                  >
                    {t(method.expired ? 'card_expired' : 'card_expires', { date: expiry })}
                  </span>
                ) : null}
              </>
            ) : null,
          },
        ]
      : []),
    {
      key: 'portal',
      label: t('fact.portal'),
      value: t(`portal.${contact.portal.state}`, {
        date: contact.portal.invited_at
          ? format.shortDate(format.dateOf(contact.portal.invited_at))
          : '',
      }),
    },
  ];
}
