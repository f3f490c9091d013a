import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/http.ts';
import type { Named, Page } from '../../api/types.ts';
import { digitsOf } from '../../ui/index.ts';

export type DraftLine = {
  description: string;
  quantity: number;
  unit_amount: number;
  /** Percent as decimal text. */
  tax_rate: string;
};

export type DraftDetail = {
  id: string;
  contact: Named;
  payer: Named;
  currency: string;
  due_days: number | null;
  due_on: string | null;
  prices_include_tax: boolean;
  reverse_charge: boolean;
  lines: DraftLine[];
  net: number;
  tax: number;
  total: number;
  created_at: string;
  version: number;
};

export type DraftChoices = { tax_rates: string[]; currencies: string[] };

/** What the form holds; a line's empty price is null. */
export type DraftFields = {
  contact: Named | null;
  payer: Named | null;
  currency: string;
  due: 'days' | 'date';
  days: number;
  on: string | null;
  inclusive: boolean;
  /** The payer owes the tax; null: as it is for the payer. */
  reverse: boolean | null;
  lines: (Omit<DraftLine, 'unit_amount'> & { unit_amount: number | null; key: string })[];
};

const at = (org: string) => `/organizations/${org}/invoice-drafts`;

/** Invoices that are being written. */
export const draftListQuery = (org: string) =>
  infiniteQueryOptions({
    queryKey: ['org', org, 'drafts', 'list'],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<DraftDetail>>(at(org), { query: { limit: 100, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const draftQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['org', org, 'drafts', 'one', id],
    queryFn: ({ signal }) => api.get<DraftDetail>(`${at(org)}/${id}`, { signal }),
  });

/** What the finished lines add up to, as the server would issue them. */
export const draftSumsQuery = (org: string, fields: DraftFields) => {
  const body = {
    currency: fields.currency,
    prices_include_tax: fields.inclusive,
    reverse_charge: fields.reverse ?? undefined,
    lines: finishedLines(fields),
  };
  return queryOptions({
    queryKey: ['org', org, 'draft-sums', body],
    queryFn: ({ signal }) =>
      api.post<Pick<DraftDetail, 'net' | 'tax' | 'total'>>(`${at(org)}/preview`, { body, signal }),
    enabled: body.lines.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
};

/** Rates and currencies in use, to choose from. */
export const draftChoicesQuery = (org: string) =>
  queryOptions({
    queryKey: ['org', org, 'drafts', 'choices'],
    queryFn: ({ signal }) => api.get<DraftChoices>(`${at(org)}/choices`, { signal }),
    staleTime: 60_000,
  });

const isFinished = (line: DraftFields['lines'][number]) =>
  line.unit_amount !== null && line.description.trim() !== '';

function finishedLines(fields: DraftFields): DraftLine[] {
  return fields.lines.filter(isFinished).map(({ key: _, ...line }) => ({
    ...line,
    description: line.description.trim(),
    unit_amount: line.unit_amount ?? 0,
    tax_rate: line.tax_rate.trim() || '0',
  }));
}

/** Where the remarks of the server about a line are found: it was sent the finished ones only. */
export function remarkPath(lines: DraftFields['lines'], at: number, field: string): string {
  return `lines.${lines.slice(0, at).filter(isFinished).length}.${field}`;
}

/** Prices typed in one currency as they stand in another: 50.00 stays 50, whatever its digits. */
export function inCurrency(fields: DraftFields, currency: string): DraftFields {
  const scale = 10 ** (digitsOf(currency) - digitsOf(fields.currency));
  const rescaled = (minor: number | null) => (minor === null ? null : Math.round(minor * scale));
  const lines = fields.lines.map((line) => ({
    ...line,
    unit_amount: rescaled(line.unit_amount),
  }));
  return { ...fields, currency, lines };
}

/** The form as the API takes it. */
export function bodyOf(fields: DraftFields) {
  return {
    contact_id: fields.contact?.id,
    payer_id: fields.payer?.id,
    currency: fields.currency,
    ...(fields.due === 'days' ? { due_days: fields.days } : { due_on: fields.on ?? undefined }),
    prices_include_tax: fields.inclusive,
    reverse_charge: fields.reverse ?? undefined,
    lines: finishedLines(fields),
  };
}

export const emptyLine = (taxRate: string): DraftFields['lines'][number] => ({
  key: crypto.randomUUID(),
  description: '',
  quantity: 1,
  unit_amount: null,
  tax_rate: taxRate,
});

/** What a new draft begins with. */
export type Usual = { dueDays: number; currency: string; taxRate: string };

/** A draft as form fields; without one, an empty form. */
export function fieldsOf(draft: DraftDetail | null, usual: Usual): DraftFields {
  const { dueDays, currency, taxRate } = usual;
  if (!draft) {
    return {
      ...{ contact: null, payer: null, currency, due: 'days', days: dueDays, on: null },
      ...{ inclusive: false, reverse: null },
      lines: [emptyLine(taxRate)],
    };
  }
  return {
    contact: draft.contact,
    payer: draft.payer.id === draft.contact.id ? null : draft.payer,
    currency: draft.currency,
    due: draft.due_on ? 'date' : 'days',
    days: draft.due_days ?? dueDays,
    on: draft.due_on,
    inclusive: draft.prices_include_tax,
    reverse: draft.reverse_charge,
    lines: draft.lines.map((line) => ({ ...line, key: crypto.randomUUID() })),
  };
}
