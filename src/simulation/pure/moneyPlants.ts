import type { DraftLine, InvoiceDraft } from '../../domain/billing/draft.ts';
import { halfUp, share } from '../../domain/money.ts';
import type { Engine } from './engine.ts';
import { charge } from './gateway.ts';
import type { PurePlant } from './plant.ts';
import { everyNth } from './plant.ts';

/** Drafts of the billing run with altered lines; their sums are right again. */
function redrafted(alter: (line: DraftLine) => DraftLine): PurePlant['bug'] {
  const redraft = (draft: InvoiceDraft): InvoiceDraft => {
    const lines = draft.lines.map(alter);
    const sum = (key: 'net' | 'tax' | 'total') => lines.reduce((all, line) => all + line[key], 0);
    return { ...draft, lines, net: sum('net'), tax: sum('tax'), total: sum('total') };
  };
  return ({ planBilling }) => ({
    planBilling: (...given) => {
      const plan = planBilling(...given);
      const invoices = plan.invoices.map((each) => ({ ...each, draft: redraft(each.draft) }));
      return { ...plan, invoices };
    },
  });
}

/** The fraction of a stub as a rounded percentage. */
function roundedFraction(line: DraftLine): DraftLine {
  if (!line.fraction) return line;
  const { days, of } = line.fraction;
  const percent = halfUp(days * 100, of);
  const net = share(line.unitAmount * line.quantity, percent, 100) - line.tax;
  return { ...line, net, total: net + line.tax };
}

/** The tax of the tax, as when the gross is taken for the base. */
function taxOnGross(line: DraftLine): DraftLine {
  const [tax] = line.taxes;
  if (!tax) return line;
  const more = share(line.tax, Math.round(Number(tax.rate) * 1000), 100_000);
  return { ...line, tax: line.tax + more, total: line.total + more };
}

/** Tax per unit, rounded, times the quantity. */
function taxByUnit(line: DraftLine): DraftLine {
  if (line.quantity === 1) return line;
  const tax = halfUp(line.tax, line.quantity) * line.quantity;
  return { ...line, tax, total: line.net + tax };
}

function missingEntry({ postIssue }: Engine): Partial<Engine> {
  const forgets = everyNth(25);
  return {
    postIssue: (invoice) => (forgets() ? postIssue(invoice).slice(0, 1) : postIssue(invoice)),
  };
}

function numberReused({ nextNumber }: Engine): Partial<Engine> {
  const unlocked = everyNth(25);
  return {
    nextNumber: (books, series) => {
      const next = nextNumber(books, series);
      if (unlocked()) books.numbers.set(series, next - 1);
      return next;
    },
  };
}

/** The cent by which rounding moves tax and net is given on the wrong side. */
function centAstray({ creditLines }: Engine): Partial<Engine> {
  return {
    creditLines: (...given) =>
      creditLines(...given).map((line) => ({ ...line, tax: line.tax + 1, net: line.net - 1 })),
  };
}

/** Bugs of amounts, the ledger, charges and refunds (billing-rules §3, §5–§7, §10, §11, §16). */
export const moneyPlants: Record<string, PurePlant> = {
  'rounded-fraction': {
    about: 'the fraction of a stub is rounded before the money',
    seenBy: 'line_is_price_by_days',
    bug: redrafted(roundedFraction),
  },
  'tax-on-gross': {
    about: 'tax is taken of the amount with tax',
    seenBy: 'tax_is_of_its_base',
    bug: redrafted(taxOnGross),
  },
  'tax-by-unit': {
    about: 'tax is rounded per unit instead of once per rate',
    seenBy: 'tax_is_of_its_base',
    bug: redrafted(taxByUnit),
  },
  'ledger-entry-missing': {
    about: 'an issued invoice is booked on one side only',
    seenBy: 'ledger_balances',
    bug: missingEntry,
  },
  'number-reused': {
    about: 'the counter of numbers is read without its lock',
    seenBy: 'numbers_have_no_gap',
    bug: numberReused,
  },
  'credit-used-twice': {
    about: 'two invoices use the same credit',
    seenBy: 'credit_never_negative',
    bug: ({ applyCredit }) => ({ applyCredit: (total, credit) => applyCredit(total, credit * 2) }),
  },
  'credit-a-cent-astray': {
    about: 'a credit note gives back a cent more tax than the line has',
    seenBy: 'credits_within_lines',
    bug: centAstray,
  },
  'refund-above-captured': {
    about: 'earlier refunds of a payment are forgotten',
    seenBy: 'refunds_within_payments',
    bug: () => ({ mostRefundable: ({ captured }) => captured, checkRefund: () => undefined }),
  },
  'refund-again': {
    about: 'a refund without an answer is sent again under a new key',
    seenBy: 'gateway_agrees_on_refunds',
    bug: () => ({ refundKey: (books, { id }) => `${id} of ${books.today}` }),
  },
  'charged-again': {
    about: 'a charge without an answer is sent again under a new key',
    seenBy: 'gateway_agrees_on_charges',
    bug: () => ({
      afterSilence: (books, attempt) => {
        charge(books, { ...attempt, id: `${attempt.id} again` });
      },
    }),
  },
  'no-attempt-key': {
    about: 'the keys that keep an invoice from two charges at once are gone',
    seenBy: 'one_open_attempt',
    bug: () => ({ mayOpen: () => true }),
  },
};
