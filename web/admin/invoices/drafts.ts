import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/http.ts';
import type { Named, Page } from '../../api/types.ts';

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
  lines: DraftLine[];
  net: number;
  tax: number;
  total: number;
  created_at: string;
  version: number;
};

/** What the form holds; a line's empty price is null. */
export type DraftFields = {
  contact: Named | null;
  payer: Named | null;
  due: 'days' | 'date';
  days: number;
  on: string | null;
  inclusive: boolean;
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
  const body = { prices_include_tax: fields.inclusive, lines: finishedLines(fields) };
  return queryOptions({
    queryKey: ['org', org, 'draft-sums', body],
    queryFn: ({ signal }) =>
      api.post<Pick<DraftDetail, 'net' | 'tax' | 'total'>>(`${at(org)}/preview`, { body, signal }),
    enabled: body.lines.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
};

function finishedLines(fields: DraftFields): DraftLine[] {
  return fields.lines.flatMap(({ key: _, unit_amount, description, ...line }) =>
    unit_amount === null || description.trim() === ''
      ? []
      : [{ ...line, description: description.trim(), unit_amount }],
  );
}

/** The form as the API takes it. */
export function bodyOf(fields: DraftFields) {
  return {
    contact_id: fields.contact?.id,
    payer_id: fields.payer?.id,
    ...(fields.due === 'days' ? { due_days: fields.days } : { due_on: fields.on ?? undefined }),
    prices_include_tax: fields.inclusive,
    lines: finishedLines(fields),
  };
}

export const emptyLine = (): DraftFields['lines'][number] => ({
  key: crypto.randomUUID(),
  description: '',
  quantity: 1,
  unit_amount: null,
  tax_rate: '20',
});

/** A draft as form fields; without one, an empty form. */
export function fieldsOf(draft: DraftDetail | null, dueDays: number): DraftFields {
  if (!draft) {
    const nobody = { contact: null, payer: null };
    return {
      ...nobody,
      due: 'days',
      days: dueDays,
      on: null,
      inclusive: false,
      lines: [emptyLine()],
    };
  }
  return {
    contact: draft.contact,
    payer: draft.payer.id === draft.contact.id ? null : draft.payer,
    due: draft.due_on ? 'date' : 'days',
    days: draft.due_days ?? dueDays,
    on: draft.due_on,
    inclusive: draft.prices_include_tax,
    lines: draft.lines.map((line) => ({ ...line, key: crypto.randomUUID() })),
  };
}
