import { getRouteApi, Link } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/index.ts';
import { EmailsSection } from '../emails/EmailsSection.tsx';
import { useOrganization } from '../organization.ts';
import { useChosenInSight } from '../shared/useChosenInSight.ts';
import { AccountingSection } from './AccountingSection.tsx';
import { AccountSection } from './AccountSection.tsx';
import { DocumentsSection } from './DocumentsSection.tsx';
import { FieldsSection } from './FieldsSection.tsx';
import { KeysSection } from './KeysSection.tsx';
import { LabelsSection } from './LabelsSection.tsx';
import { OrganizationSection } from './OrganizationSection.tsx';
import { OverdueSection } from './OverdueSection.tsx';
import { PaymentsSection } from './PaymentsSection.tsx';
import { RenewalsSection } from './RenewalsSection.tsx';
import classes from './Settings.module.css';
import { SubscriptionsSection } from './SubscriptionsSection.tsx';
import { TeamSection } from './TeamSection.tsx';

const route = getRouteApi('/o/$org/settings');

const sections = {
  organization: { needs: 'settings.read', Section: OrganizationSection },
  documents: { needs: 'settings.read', Section: DocumentsSection },
  accounting: { needs: 'settings.read', Section: AccountingSection },
  payments: { needs: 'settings.read', Section: PaymentsSection },
  subscriptions: { needs: 'settings.read', Section: SubscriptionsSection },
  overdue: { needs: 'settings.read', Section: OverdueSection },
  renewals: { needs: 'settings.read', Section: RenewalsSection },
  emails: { needs: 'settings.read', Section: EmailsSection },
  labels: { needs: 'people.read', Section: LabelsSection },
  fields: { needs: 'people.read', Section: FieldsSection },
  team: { needs: 'staff.read', Section: TeamSection },
  keys: { needs: 'keys.write', Section: KeysSection },
  account: { needs: null, Section: AccountSection },
} as const satisfies Record<string, { needs: string | null; Section: ComponentType }>;

type Name = keyof typeof sections;

/** How the organization works; one section at a time, named in the address. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const { can } = useOrganization();
  const { section } = route.useSearch();
  const names = (Object.keys(sections) as Name[]).filter((name) => {
    const { needs } = sections[name];
    return needs === null || can(needs);
  });
  const chosen = names.find((name) => name === section) ?? names[0] ?? 'account';
  const { Section } = sections[chosen];
  const bar = useChosenInSight(chosen);
  return (
    <>
      <PageHeader title={t('title')} />
      <div className={classes.page}>
        <nav ref={bar} className={classes.sections} aria-label={t('title')}>
          {names.map((name) => (
            <Link
              key={name}
              from="/o/$org/settings"
              to="/o/$org/settings"
              search={{ section: name }}
              data-on={name === chosen || undefined}
              aria-current={name === chosen ? 'true' : undefined}
            >
              {t(`section.${name}`)}
            </Link>
          ))}
        </nav>
        <div className={classes.section}>
          <Section key={chosen} />
        </div>
      </div>
    </>
  );
}
