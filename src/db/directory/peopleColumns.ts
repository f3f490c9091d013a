import type { Column } from './column.ts';
import { always, sorted, typed, word } from './column.ts';

const named = (id: string, name: string) =>
  `case when ${id} is not null then json_build_object('id', ${id}, 'name', ${name}) end`;

const labels = `array_to_json(array(
  select row_to_json(one) from (
    select l.id, l.name, cl.by_rule from contact_label cl
    join label l on l.org_id = $1 and l.id = cl.label_id
    where cl.org_id = $1 and cl.contact_id = d.contact_id order by l.name) one))`;

const addressCells = [
  ['Street', 'Rue', 'line1'],
  ['Address line 2', 'Complément d’adresse', 'line2'],
  ['Postal code', 'Code postal', 'postal_code'],
  ['City', 'Ville', 'city'],
  ['Region', 'Région', 'region'],
  ['Country', 'Pays', 'country'],
] as const;

/** Who the person is. */
export const nameColumns: Record<string, Column> = {
  name: {
    json: [],
    sort: always('d.sort_name', 'text'),
    cells: [typed('Name', 'Nom', 'd.name')],
  },
  kind: { json: [], sort: always('d.kind', 'text'), cells: [word('Type', 'Type', 'd.kind')] },
  email: {
    json: [['email', 'd.email']],
    sort: sorted('lower(d.email)', 'text'),
    cells: [typed('E-mail', 'E-mail', 'd.email')],
  },
  plans: {
    json: [
      ['plan_ids', 'd.plan_ids'],
      ['plan_name', 'd.plan_name'],
      ['custom_amount', 'd.custom_amount'],
    ],
    sort: sorted('d.plan_name', 'text'),
    cells: [typed('Plan name', 'Nom du forfait', 'd.plan_name')],
  },
};

/** How to reach them, and whom and what they belong to. */
export const contactColumns: Record<string, Column> = {
  labels: {
    json: [['labels', labels]],
    cells: [typed('Labels', 'Libellés', 'held.names')],
  },
  company: {
    json: [['company', named('d.company_id', 'd.company_name')]],
    sort: sorted('fold(d.company_name)', 'text'),
    cells: [typed('Company', 'Entreprise', 'd.company_name')],
  },
  payer: {
    json: [['payer', named('d.payer_id', 'd.payer_name')]],
    sort: sorted('fold(d.payer_name)', 'text'),
    cells: [typed('Paid by', 'Payé par', 'd.payer_name')],
  },
  discord: {
    json: [['discord', 'd.discord']],
    sort: sorted('d.discord', 'text'),
    cells: [typed('Discord', 'Discord', 'd.discord')],
  },
  phone: {
    json: [['phone', 'd.phone']],
    sort: sorted('d.phone', 'text'),
    cells: [typed('Phone', 'Téléphone', 'd.phone')],
  },
  language: {
    json: [['language', 'd.language']],
    sort: sorted('d.language', 'text'),
    cells: [word('Language', 'Langue', 'd.language')],
  },
  address: {
    json: [['address', 'd.address']],
    cells: addressCells.map(([en, fr, key]) => typed(en, fr, `d.address ->> '${key}'`)),
  },
  note: {
    json: [['latest_note', 'd.latest_note']],
    cells: [typed('Notes', 'Notes', 'd.latest_note')],
  },
};
