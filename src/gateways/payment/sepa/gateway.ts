import type { Database, Tx } from '../../../db/transaction.ts';
import { inOrganization } from '../../../db/transaction.ts';
import type { MandateState } from '../../../domain/sepa/mandates.ts';
import type { Vault } from '../../vault.ts';
import { accountsOf } from '../accounts.ts';
import type { ChargeOutcome, ChargeRequest, PaymentGateway } from '../port.ts';
import { sepaConnection } from './connection.ts';
import { directDebits } from './debits.ts';
import { noteDebits, notedAmong, statesOf } from './memory.ts';

/**
 * SEPA direct debit by files: charging notes a debit that waits for the next file to the bank. What
 * became of it is told by the bank's own files or by staff, days later.
 */
export function sepaGateway({ db, vault }: { db: Database; vault: Vault }): PaymentGateway {
  const accounts = accountsOf('sepa', { db, vault });
  return {
    name: 'sepa',
    title: { en: 'SEPA direct debit', fr: 'Prélèvement SEPA' },
    means: ['sepa_debit'],
    entry: 'form',
    refunds: 'outside',
    connection: sepaConnection(accounts),
    debits: directDebits(accounts, vault),
    async charge(requests) {
      const { orgId } = requests[0] ?? {};
      return orgId ? inOrganization(db, orgId, (tx) => note(tx, requests)) : [];
    },
    async ask(questions) {
      const { orgId } = questions[0] ?? {};
      if (!orgId) return [];
      const keys = questions.map(({ key }) => key);
      const noted = await inOrganization(db, orgId, (tx) => notedAmong(tx, keys));
      return keys.map((key) => (noted.has(key) ? processing(key) : null));
    },
    giveUp: async ({ key }) => processing(key),
    refund: async () => ({ state: 'failed', reason: 'outside' }),
    askRefund: async () => ({ state: 'failed', reason: 'outside' }),
  };
}

async function note(tx: Tx, requests: readonly ChargeRequest[]): Promise<ChargeOutcome[]> {
  const ids = [...new Set(requests.map(({ token }) => token))];
  const states = await statesOf(tx, ids, requests[0]!.now);
  const outcomes = requests.map((request) => outcomeOf(request, states.get(request.token)));
  const good = requests.filter((_, i) => outcomes[i]!.state === 'processing');
  if (good.length > 0) await noteDebits(tx, good);
  return outcomes;
}

function outcomeOf(request: ChargeRequest, mandate: MandateState | undefined): ChargeOutcome {
  if (request.currency !== 'EUR') return refused('euro_only');
  if (mandate === 'active') return processing(request.key);
  return refused(mandate === 'expired' ? 'mandate_expired' : 'mandate_ended');
}

function refused(reason: string): ChargeOutcome {
  return { state: 'declined', kind: 'hard', reason };
}

/** Banks know a debit by its attempt's id without dashes: they take 35 characters. */
function processing(key: string): ChargeOutcome {
  return { state: 'processing', reference: key.replaceAll('-', '') };
}
