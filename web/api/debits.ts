/** Direct debits by files. Money is minor units of euros, dates 'YYYY-MM-DD'. */

type Named = { id: string; name: string };
type Numbered = { id: string; number: string };

export type Mandate = {
  id: string;
  reference: string;
  scheme: 'CORE' | 'B2B';
  holder: string;
  last4: string;
  country: string;
  signed_on: string;
  used_on: string | null;
  expires_on: string;
  state: 'active' | 'expired' | 'revoked' | 'replaced' | 'returned';
  ended_at: string | null;
  current: boolean;
  /** What the payer agreed to in the portal; null: signed on paper. */
  agreed_text: string | null;
  revocable: boolean;
};

export type WaitingDebit = {
  id: string;
  payer: Named;
  invoice: Numbered;
  mandate_reference: string;
  last4: string;
  amount: number;
};

export type Waiting = {
  earliest: string;
  count: number;
  total: number;
  dropped: number;
  notice_days: number;
  creditor: { name: string; id: string };
  debits: WaitingDebit[];
};

type Sum = { count: number; total: number };

export type DebitFile = {
  id: string;
  number: number;
  message_id: string;
  collect_on: string;
  settles_on: string;
  state: 'made' | 'sent' | 'cancelled';
  count: number;
  total: number;
  settled: Sum;
  returned: Sum;
  file_name: string;
  made_at: string;
  sent_at: string | null;
  cancelled_at: string | null;
  confirmable: boolean;
};

export type DebitFiles = { waiting: Waiting | null; items: DebitFile[] };

export type Debit = WaitingDebit & {
  sequence: 'FRST' | 'RCUR';
  state: 'open' | 'settled' | 'returned';
  settled_on: string | null;
  returned_on: string | null;
  return_code: string | null;
  reason_text: string | null;
  return_fee: number | null;
};

export type DebitFileDetail = DebitFile & { debits: Debit[] };

export type BankEntry = {
  end_to_end: string;
  code: string;
  reason_text: string;
  amount: number | null;
  returned_on: string | null;
  outcome: 'returned' | 'already' | 'unknown' | 'amount' | 'not_sent' | 'credit_used';
  outcome_text: string;
  payer: Named | null;
  invoice_number: string | null;
};

export type BankFile = {
  id: string;
  name: string;
  kind: string;
  read_at: string;
  entries: BankEntry[];
};

export type BankFiles = {
  items: BankFile[];
  codes: { code: string; text: string; hard: boolean }[];
};
