import type { Books, Invoice } from './books.ts';
import type { PureCheck } from './check.ts';
import { check } from './check.ts';
import { turnsOf } from './payerTax.ts';

const isReverse = ({ taxRate }: { taxRate: string }) => taxRate === 'reverse_charge';

/** Its charges are all in reverse charge or none is, as its payer is; what is exempt stays so. */
function wrongCharges({ payer, lines }: Invoice): boolean {
  const charges = lines.filter(({ kind }) => kind !== 'proration_credit');
  const taxed = charges.filter(({ taxRate }) => taxRate !== '0');
  const reverse = taxed.filter(isReverse);
  if (charges.some((line) => isReverse(line) && line.tax !== 0)) return true;
  if (reverse.length > 0 && reverse.length < taxed.length) return true;
  const turns = turnsOf(payer);
  if (turns === 'always') return reverse.length < taxed.length;
  return turns === 'never' && reverse.length > 0;
}

/** Lines of invoices and credit notes that give back a line otherwise than it was billed. */
function wrongCredits({ invoices, notes }: Books): string[] {
  const moved = invoices.filter(({ lines }) =>
    lines.some((line) => line.moves.some((move) => isReverse(move.line) !== isReverse(line))),
  );
  const noted = notes.filter(({ lines }) =>
    lines.some(({ line, tax }) => isReverse(line) && tax !== 0),
  );
  return [...moved, ...noted].map(({ number }) => number);
}

/** Reverse charge (billing-rules §11): the payer decides, credits follow what was billed. */
export const taxChecks: PureCheck[] = [
  check(
    'reverse_charge_bears_no_tax',
    'No invoice charges some lines in reverse charge and others with tax',
    "Aucune facture ne porte à la fois des lignes en autoliquidation et d'autres taxées",
    ({ invoices }) => invoices.filter(wrongCharges).map(({ number }) => number),
  ),
  check(
    'credits_taxed_as_billed',
    'What was billed in reverse charge is given back so, and nothing else is',
    "Ce qui a été facturé en autoliquidation est rendu ainsi, et rien d'autre ne l'est",
    wrongCredits,
  ),
];
