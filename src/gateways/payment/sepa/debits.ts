import type { Vault } from '../../vault.ts';
import type { Accounts } from '../accounts.ts';
import type { DirectDebits } from '../debits.ts';
import { checkedAccount } from './account.ts';
import { creditorOf } from './connection.ts';
import { pain008 } from './pain008.ts';
import { DebitsSealedElsewhere } from './refusals.ts';
import { readReturnFile } from './returnFile.ts';

/** Accounts, files and what banks answer; account numbers are readable in here only. */
export function directDebits(accounts: Accounts, vault: Vault): DirectDebits {
  const creditor = (orgId: string, sealed: string) => {
    const values = accounts.open(orgId, sealed);
    return values && creditorOf(values);
  };
  return {
    terms: (orgId, sealed) => {
      const found = creditor(orgId, sealed);
      if (!found) return null;
      const { creditorName, creditorId, scheme, first, noticeDays, leadDays } = found;
      return { creditorName, creditorId, scheme, first, noticeDays, leadDays };
    },
    sealAccount: ({ orgId, mandateId }, given) => {
      const { iban, bic } = checkedAccount(given);
      return {
        iban: vault.seal(aboutMandate(orgId, mandateId), iban),
        last4: iban.slice(-4),
        country: iban.slice(0, 2),
        bic,
      };
    },
    write: (facts, sealed) => {
      const to = creditor(facts.orgId, sealed);
      if (!to) throw new DebitsSealedElsewhere();
      const lines = facts.lines.map((line) => {
        const account = vault.open(aboutMandate(facts.orgId, line.mandateId), line.iban);
        if (account === null) throw new DebitsSealedElsewhere();
        return { ...line, account };
      });
      return vault.seal(aboutFile(facts.orgId, facts.messageId), pain008({ ...facts, lines }, to));
    },
    open: ({ orgId, messageId }, file) => {
      const text = vault.open(aboutFile(orgId, messageId), file);
      if (text === null) throw new DebitsSealedElsewhere();
      return text;
    },
    readReturns: readReturnFile,
  };
}

function aboutMandate(orgId: string, mandateId: string): string {
  return `${orgId}:mandate:${mandateId}`;
}

function aboutFile(orgId: string, messageId: string): string {
  return `${orgId}:debits:${messageId}`;
}
