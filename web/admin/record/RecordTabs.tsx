import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useOrganization } from '../organization.ts';
import { notesQuery } from './queries.ts';
import classes from './Record.module.css';
import { ActivityTab } from './tabs/ActivityTab.tsx';
import { BenefitsTab } from './tabs/BenefitsTab.tsx';
import { InvoicesTab } from './tabs/InvoicesTab.tsx';
import { MessagesTab } from './tabs/MessagesTab.tsx';
import { NotesTab } from './tabs/NotesTab.tsx';
import { PaymentsTab } from './tabs/PaymentsTab.tsx';
import { RenewalsTab } from './tabs/RenewalsTab.tsx';
import { SubscriptionsTab } from './tabs/SubscriptionsTab.tsx';
import type { RecordState } from './useRecord.ts';

const tabs = [
  ...(['activity', 'subscriptions', 'renewals', 'payments', 'invoices'] as const),
  ...(['benefits', 'messages', 'notes'] as const),
];
type Tab = (typeof tabs)[number];

type Props = { record: RecordState; tab: string | undefined; onTab: (tab: string) => void };

/** What happened, what runs, what was paid, what was sent, what was noted. */
export function RecordTabs({ record, tab, onTab }: Props) {
  const { t } = useTranslation('record');
  const { org, can } = useOrganization();
  const { id } = record.contact;
  const { data: notes } = useQuery(notesQuery(org, id));
  const shown = tabs.filter((each) => each !== 'messages' || can('messages.read'));
  const current = shown.find((each) => each === tab) ?? 'activity';
  return (
    <Tabs
      value={current}
      onChange={(next) => onTab(next ?? 'activity')}
      keepMounted={false}
      classNames={{
        root: classes.tabs,
        list: classes.tabList,
        tab: classes.tab,
        panel: classes.panel,
      }}
    >
      <Tabs.List>
        {shown.map((each) => (
          <Tabs.Tab key={each} value={each}>
            {t(`tab.${each}`)}
            {each === 'notes' && notes && notes.items.length > 0 ? (
              <span className="muted"> {notes.items.length}</span>
            ) : null}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {shown.map((each) => (
        <Tabs.Panel key={each} value={each}>
          <Panel tab={each} record={record} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Panel({ tab, record }: { tab: Tab; record: RecordState }) {
  const { id } = record.contact;
  switch (tab) {
    case 'activity':
      return <ActivityTab id={id} />;
    case 'subscriptions':
      return <SubscriptionsTab record={record} />;
    case 'renewals':
      return <RenewalsTab id={id} />;
    case 'payments':
      return <PaymentsTab id={id} />;
    case 'invoices':
      return <InvoicesTab id={id} />;
    case 'benefits':
      return <BenefitsTab id={id} />;
    case 'messages':
      return <MessagesTab id={id} />;
    case 'notes':
      return <NotesTab id={id} />;
  }
}
