import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { Mandate } from '../../db/payments/mandates.ts';
import {
  collectByItself,
  endMandates,
  findMandate,
  insertMandate,
  mandatesOf,
  nextMandateNumber,
} from '../../db/payments/mandates.ts';
import { findContact } from '../../db/people/contact.ts';
import { lockContacts } from '../../db/subscriptions/load.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { yearOf } from '../../domain/dates.ts';
import type { Language } from '../../domain/errors.ts';
import { NotFound } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import { mandateReference, mandateState, mandateText } from '../../domain/sepa/mandates.ts';
import { bankText, isReadable } from '../../domain/sepa/text.ts';
import type { EnteredAccount } from '../../gateways/payment/debits.ts';
import { newId } from '../../ids.ts';
import type { Charged } from '../billing/chargeInvoices.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { offeredGateway } from '../gateways/offered.ts';
import { chargeOverdueInvoices } from '../payments/chargeOverdueInvoices.ts';
import { storeMethod } from '../payments/paymentMethod.ts';
import { fileGateway, lockContract } from './contract.ts';
import {
  HolderUnreadable,
  MandateNotAgreed,
  MandateReferenceTaken,
  MandateReferenceWrong,
  SignedInFuture,
  SignedTooLongAgo,
} from './refusals.ts';

export type EnteredMandate = EnteredAccount & {
  /** Whose account it is. */
  holder: string;
  /** Signed on paper and entered by staff, or agreed to by the payer in their portal. */
  consent:
    | { kind: 'paper'; signedOn: LocalDate; reference?: string }
    | { kind: 'portal'; agreed: boolean; language: Language };
};

/**
 * Takes a mandate as how a payer pays: the one they had is replaced, their subscriptions are
 * collected by themselves from now on, and what is overdue is debited with the next file. Refuses
 * with `NotFound`, `GatewayNotOffered`, `DebitsNotConnected`, `InvalidInput` for a wrong account,
 * `HolderUnreadable`, `SignedInFuture`, `SignedTooLongAgo`, `MandateReferenceTaken`,
 * `MandateReferenceWrong`, `MandateNotAgreed`.
 */
export async function enterMandate(
  ctx: Context,
  payerId: string,
  entered: EnteredMandate,
): Promise<{ mandate: Mandate; charged: Charged[] }> {
  const mandate = await act(ctx, async (scene) => {
    await offeredGateway(scene, fileGateway);
    if (!(await findContact(scene.tx, payerId))) throw new NotFound();
    const id = await write(scene, payerId, entered);
    const members = await collectByItself(scene.tx, payerId);
    await refreshDirectory(scene.tx, [...new Set([payerId, ...members])]);
    return (await findMandate(scene.tx, id))!;
  });
  return { mandate, charged: await chargeOverdueInvoices(ctx, payerId) };
}

async function write(scene: Scene, payerId: string, entered: EnteredMandate): Promise<string> {
  const { tx, org, now, today, actor } = scene;
  const { debits, terms } = await lockContract(scene);
  await lockContacts(tx, [payerId]);
  const id = newId();
  const account = debits.sealAccount({ orgId: org.id, mandateId: id }, entered);
  const holder = entered.holder.trim();
  if (!isReadable(bankText(holder, 70))) throw atField(HolderUnreadable, '/holder');
  const { consent } = entered;
  const signedOn = consent.kind === 'paper' ? checkedSigning(consent.signedOn, today) : today;
  if (consent.kind === 'portal' && !consent.agreed) throw atField(MandateNotAgreed, '/agreed');
  const named = await referenceOf(scene, consent);
  const agreed =
    consent.kind === 'portal'
      ? { text: mandateText(terms, consent.language), language: consent.language }
      : null;
  const replaced = (await mandatesOf(tx, payerId)).filter(({ endReason }) => endReason === null);
  const row = { ...account, ...named, id, payerId, holder, signedOn, agreed, actor, now };
  const isNew = await insertMandate(tx, { ...row, scheme: terms.scheme });
  if (!isNew) throw atField(MandateReferenceTaken, '/reference', { reference: named.reference });
  await endMandates(
    tx,
    replaced.map((each) => each.id),
    { reason: 'replaced', actor, now },
  );
  await storeMethod(scene, payerId, {
    gateway: fileGateway,
    details: {
      ...{ kind: 'sepa_debit', token: id, customer: null, brand: 'sepa' },
      ...{ last4: account.last4, expMonth: null, expYear: null },
    },
  });
  const data = { reference: named.reference, last4: account.last4, consent: consent.kind };
  await recordActivity(scene, [{ event: 'mandate_entered', contactId: payerId, data }]);
  return id;
}

function checkedSigning(signedOn: LocalDate, today: LocalDate): LocalDate {
  if (signedOn > today) throw atField(SignedInFuture, '/signed_on', { today });
  const state = mandateState({ signedOn, usedOn: null, endReason: null }, today);
  if (state === 'expired') throw atField(SignedTooLongAgo, '/signed_on');
  return signedOn;
}

const ownReference = /^[A-Za-z0-9+?/:().,'-][A-Za-z0-9+?/:().,' -]{0,34}$/;

async function referenceOf({ tx, today }: Scene, consent: EnteredMandate['consent']) {
  const given = consent.kind === 'paper' ? consent.reference?.trim() : undefined;
  if (given) {
    if (!ownReference.test(given)) throw atField(MandateReferenceWrong, '/reference');
    return { reference: given, number: null };
  }
  const number = await nextMandateNumber(tx);
  return { reference: mandateReference(yearOf(today), number), number };
}
