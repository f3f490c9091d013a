import 'i18next';
import type activity from './en/activity.json';
import type benefits from './en/benefits.json';
import type billing from './en/billing.json';
import type bulk from './en/bulk.json';
import type debits from './en/debits.json';
import type disputes from './en/disputes.json';
import type documents from './en/documents.json';
import type emails from './en/emails.json';
import type entry from './en/entry.json';
import type frame from './en/frame.json';
import type imports from './en/imports.json';
import type invoices from './en/invoices.json';
import type messages from './en/messages.json';
import type overdue from './en/overdue.json';
import type overview from './en/overview.json';
import type pages from './en/pages.json';
import type people from './en/people.json';
import type plans from './en/plans.json';
import type portal from './en/portal.json';
import type record from './en/record.json';
import type renewals from './en/renewals.json';
import type reports from './en/reports.json';
import type requests from './en/requests.json';
import type settings from './en/settings.json';
import type ui from './en/ui.json';

/** English is the source of keys: an unknown key does not compile. Register each noun here. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: {
      activity: typeof activity;
      benefits: typeof benefits;
      billing: typeof billing;
      bulk: typeof bulk;
      debits: typeof debits;
      disputes: typeof disputes;
      documents: typeof documents;
      emails: typeof emails;
      entry: typeof entry;
      frame: typeof frame;
      imports: typeof imports;
      invoices: typeof invoices;
      messages: typeof messages;
      overdue: typeof overdue;
      overview: typeof overview;
      pages: typeof pages;
      people: typeof people;
      plans: typeof plans;
      portal: typeof portal;
      record: typeof record;
      renewals: typeof renewals;
      reports: typeof reports;
      requests: typeof requests;
      settings: typeof settings;
      ui: typeof ui;
    };
  }
}
