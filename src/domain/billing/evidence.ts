import type { LocalDate } from '../dates.ts';

/**
 * What shows that somebody used what they paid for (spec/activity-and-access "Dispute evidence").
 * Amounts in minor units, instants ISO; lists latest first.
 */
export type EvidenceFacts = {
  madeAt: string;
  timezone: string;
  organization: string;
  payment: {
    amount: number;
    currency: string;
    receivedOn: LocalDate;
    gateway: string;
    means: string;
    reference: string;
    method: string | null;
  };
  dispute: { reference: string; reason: string; openedAt: string; respondBy: string | null } | null;
  person: {
    name: string;
    email: string | null;
    phone: string | null;
    address: string;
    knownSince: string;
  };
  /** Who else it was for, on a consolidated invoice; then each line below names its member. */
  members: { name: string; email: string | null }[];
  subscriptions: { member: string; plan: string; startsOn: LocalDate; endsOn: LocalDate | null }[];
  invoices: {
    number: string;
    issuedOn: LocalDate;
    total: number;
    currency: string;
    from: LocalDate | null;
    until: LocalDate | null;
    status: string;
  }[];
  signIns: { member: string; at: string; ip: string; device: string }[];
  emails: { at: string; to: string; subject: string; state: string }[];
  activity: {
    member: string;
    at: string;
    event: string;
    by: string | null;
    amount: number | null;
    currency: string | null;
    invoiceNumber: string | null;
    data: Record<string, unknown>;
  }[];
};

/** A heading with its lines, as the file shows them; `when` is empty where there is no date. */
export type EvidenceSection = { title: string; rows: { when: string; what: string }[] };
