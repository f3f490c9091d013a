import { sqlCheck } from './check.ts';

/** Lines that charge something: a credit bears the tax of the line that it gives back. */
const charges = `select invoice_id, tax_rate from invoice_line
  where org_id = app_org() and kind <> 'proration_credit'`;

/** Reverse charge: who owes the tax is one for a document, and named on it (§11). */
export const taxChecks = [
  sqlCheck(
    'reverse_charge_bears_no_tax',
    {
      en: 'No invoice charges some lines in reverse charge and others with tax',
      fr: "Aucune facture ne porte à la fois des lignes en autoliquidation et d'autres taxées",
    },
    {
      text: `select invoice_id as id from (${charges}) line group by invoice_id
        having bool_or(tax_rate = 'reverse_charge')
          and bool_or(tax_rate not in ('reverse_charge', '0'))
        union
        select invoice_id from invoice_line
        where org_id = app_org() and tax_rate = 'reverse_charge' and tax <> 0`,
    },
  ),
  sqlCheck(
    'reverse_charge_names_both',
    {
      en: 'An invoice in reverse charge keeps the VAT numbers of its seller and its buyer',
      fr: "Une facture en autoliquidation garde les numéros de TVA du vendeur et de l'acheteur",
    },
    {
      text: `select i.id from invoice i
        join organization_identity o on o.org_id = i.org_id and o.id = i.identity_id
        where i.org_id = app_org() and i.status <> 'draft'
          and i.id in (select invoice_id from (${charges}) line
            where tax_rate = 'reverse_charge')
          and not (is_vat_number(i.buyer ->> 'vat_number')
            and is_vat_number(o.identity ->> 'vat_number'))`,
    },
  ),
  sqlCheck(
    'credits_taxed_as_billed',
    {
      en: 'What was billed in reverse charge is given back so, and nothing else is',
      fr: "Ce qui a été facturé en autoliquidation est rendu ainsi, et rien d'autre ne l'est",
    },
    {
      text: `select c.id from (
          select id, credits_line_id as line_id, tax_rate from invoice_line
          where org_id = app_org() and credits_line_id is not null
          union all
          select id, invoice_line_id, tax_rate from credit_note_line
          where org_id = app_org()) c
        join invoice_line l on l.org_id = app_org() and l.id = c.line_id
        where (c.tax_rate = 'reverse_charge') <> (l.tax_rate = 'reverse_charge')`,
    },
  ),
];
