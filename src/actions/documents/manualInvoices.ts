import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { DraftFacts, DraftRow } from '../../db/invoices/drafts.ts';
import { deleteDraft, insertDraft, lockDraft, updateDraft } from '../../db/invoices/drafts.ts';
import type { ContactRow } from '../../db/people/contact.ts';
import { lockContact } from '../../db/people/contact.ts';
import type { ManualLine } from '../../domain/billing/manual.ts';
import { checkDueDate, dueDateOf, manualInvoice } from '../../domain/billing/manual.ts';
import { checkReverseCharge } from '../../domain/billing/reverseCharge.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { InvalidInput, NotFound, StaleEdit } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import { isCurrency, UnknownCurrency } from '../../domain/money.ts';
import { newId } from '../../ids.ts';
import type { IssuedInvoice } from '../billing/issueInvoices.ts';
import { issueInvoices } from '../billing/issueInvoices.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';

export type DraftWish = {
  contactId: string;
  /** Who pays; the contact's own payer, else the contact, when not given. */
  payerId?: string | undefined;
  /** Else that of the draft, or the organization's for a new one. */
  currency?: string | undefined;
  /** Neither: the organization's days. */
  dueDays?: number | undefined;
  dueOn?: LocalDate | undefined;
  pricesIncludeTax: boolean;
  /** The payer owes the tax, which needs both VAT numbers; default: as it is for the payer. */
  reverseCharge?: boolean | undefined;
  lines: ManualLine[];
};

type Seen = { id: string; version: number };

/**
 * Keeps an invoice being written; nothing is owed yet. Refuses an unknown contact or currency, and
 * with `DueDatePast`, `SellerVatMissing`, `BuyerVatMissing`.
 */
export function createDraft(ctx: Context, wish: DraftWish): Promise<{ id: string }> {
  return act(ctx, async (scene) => {
    const id = newId();
    const facts = await factsOf(scene, wish, scene.org.currency);
    const actor = JSON.stringify(scene.actor);
    await insertDraft(scene.tx, { id, facts, now: scene.now, actor });
    await recordDraft(scene, 'draft_created', facts);
    return { id };
  });
}

/** Replaces what a draft says. Refuses with `NotFound`, `StaleEdit`, and as `createDraft` does. */
export function changeDraft(ctx: Context, edit: Seen & { wish: DraftWish }): Promise<void> {
  return act(ctx, async (scene) => {
    const draft = await lockedDraft(scene, edit);
    const facts = await factsOf(scene, edit.wish, draft.currency);
    await updateDraft(scene.tx, { id: edit.id, facts, now: scene.now });
    await recordDraft(scene, 'draft_changed', facts);
  });
}

/** Throws a draft away; it had no number, so no gap is left. */
export function dropDraft(ctx: Context, seen: Seen): Promise<void> {
  return act(ctx, async (scene) => {
    const { contact, total, currency } = await lockedDraft(scene, seen);
    await deleteDraft(scene.tx, seen.id);
    await recordDraft(scene, 'draft_deleted', { contactId: contact.id, total, currency });
  });
}

/**
 * Issues a draft: it becomes an open invoice of today with the next number, the payer's credit is
 * used first, and the payer gets it by e-mail where asked (billing-rules §5). The draft is gone.
 * Refuses with `NotFound`, `StaleEdit`, `DueDatePast`, `SellerVatMissing`, `BuyerVatMissing`.
 */
export function issueDraft(
  ctx: Context,
  wish: Seen & { notify: 'invoice' | 'nobody' },
): Promise<IssuedInvoice> {
  return act(ctx, async (scene) => {
    const draft = await lockedDraft(scene, wish);
    const { contact, payer } = draft;
    checkDueDate(draft.dueOn, scene.today);
    await mustExist(scene, contact.id, '/contact_id');
    checkVat(scene, await mustExist(scene, payer.id, '/contact_id'), draft.reverseCharge);
    await deleteDraft(scene.tx, draft.id);
    const [issued] = await issueInvoices(scene, [
      {
        draft: manualInvoice(draft),
        type: 'manual',
        contactId: contact.id,
        payerId: payer.id,
        subscriptionId: null,
        planId: null,
        period: null,
        issueOn: scene.today,
        dueOn: dueOf(draft, scene.today),
        collection: 'invoice',
        terms: [],
        notify: wish.notify,
      },
    ]);
    await refreshDirectory(scene.tx, [...new Set([contact.id, payer.id])]);
    return issued!;
  });
}

/** The day a draft is due when issued `today`. */
export function dueOf(draft: Pick<DraftRow, 'dueDays' | 'dueOn'>, today: LocalDate): LocalDate {
  return dueDateOf(draft.dueOn ? { on: draft.dueOn } : { days: draft.dueDays ?? 0 }, today);
}

type DraftEvent = 'draft_created' | 'draft_changed' | 'draft_deleted';

function recordDraft(
  scene: Scene,
  event: DraftEvent,
  { contactId, total: amount, currency }: Pick<DraftFacts, 'contactId' | 'total' | 'currency'>,
): Promise<void> {
  return recordActivity(scene, [{ event, contactId, amount, currency }]);
}

async function lockedDraft({ tx }: Scene, { id, version }: Seen): Promise<DraftRow> {
  const draft = await lockDraft(tx, id);
  if (!draft) throw new NotFound();
  if (draft.version !== version) throw new StaleEdit();
  return draft;
}

/** A currency of ISO 4217; refuses another with `UnknownCurrency` at /currency. */
export function knownCurrency(code: string): string {
  if (!isCurrency(code)) throw atField(UnknownCurrency, '/currency', { text: code });
  return code;
}

async function factsOf(scene: Scene, wish: DraftWish, usual: string): Promise<DraftFacts> {
  const contact = await mustExist(scene, wish.contactId, '/contact_id');
  const payerId = wish.payerId ?? contact.payer_id ?? contact.id;
  const payer = payerId === contact.id ? contact : await mustExist(scene, payerId, '/payer_id');
  const taxInclusive = wish.pricesIncludeTax;
  const reverseCharge = wish.reverseCharge ?? payer.reverse_charge;
  checkVat(scene, payer, reverseCharge);
  const currency = knownCurrency(wish.currency ?? usual);
  checkDueDate(wish.dueOn ?? null, scene.today);
  const { lines } = wish;
  const { total } = manualInvoice({ currency, lines, taxInclusive, reverseCharge });
  return {
    contactId: contact.id,
    payerId,
    currency,
    dueDays: wish.dueOn ? null : (wish.dueDays ?? scene.org.settings.invoice.due_days),
    dueOn: wish.dueOn ?? null,
    ...{ taxInclusive, reverseCharge, lines, total },
  };
}

/** A draft in reverse charge names both by their VAT numbers, as they are now. */
function checkVat({ org }: Scene, payer: ContactRow, isReverse: boolean): void {
  if (!isReverse) return;
  const buyer = { name: payer.display_name, vatNumber: payer.vat_number };
  checkReverseCharge({ seller: org.settings.identity.vat_number, buyer });
}

async function mustExist(scene: Scene, id: string, pointer: string) {
  const contact = await lockContact(scene.tx, id);
  if (!contact) throw new InvalidInput({}, [{ ...unknownContact, pointer }]);
  return contact;
}

const unknownContact = {
  code: 'unknown_contact',
  message: { en: 'This contact does not exist.', fr: "Ce contact n'existe pas." },
};
