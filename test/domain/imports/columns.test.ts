import { describe, expect, it } from 'vitest';
import { matchColumns } from '../../../src/domain/imports/columns.ts';
import { similarCompanies } from '../../../src/domain/imports/companies.ts';
import type { MappingFile } from '../../../src/domain/imports/mapping.ts';
import { fieldKey } from '../../../src/domain/imports/mapping.ts';
import { profiles, recognizeProfile } from '../../../src/domain/imports/profiles/index.ts';
import { missingTargets } from '../../../src/domain/imports/required.ts';

function match(headers: string[], more: { file?: MappingFile; profile?: string } = {}) {
  const profile = profiles[more.profile ?? 'template']!;
  const mapping = matchColumns({ headers, profile, ownFields: [], sample: [], file: more.file });
  const columns = mapping.columns.map(({ destinations }) =>
    destinations.map((one) => (one.to === 'target' ? one.target : one.to)).join('+'),
  );
  return { columns, missing: missingTargets(mapping, profile) };
}

describe('matching columns', () => {
  it('goes by name in either language; case, accents and marks do not count', () => {
    const french = ['PAYE PAR', 'date de la prochaine facture *', 'Nom', 'nom du forfait', 'Début'];
    expect(match(french)).toEqual({
      columns: ['paid_by', 'next_invoice', 'name', 'plan', 'start'],
      missing: [],
    });
    const english = ['Start Date*', 'Name*', 'Plan Name*', 'Paid For By', 'Next Invoice Date*'];
    expect(match(english)).toEqual({
      columns: ['start', 'name', 'plan', 'paid_by', 'next_invoice'],
      missing: [],
    });
  });

  it('says what is missing, and makes own fields of what nothing matches', () => {
    expect(match(['Prénom', 'Nom', 'Plaque'])).toEqual({
      columns: ['first_name', 'last_name', 'field'],
      missing: ['plan', 'start', 'next_invoice'],
    });
    expect(fieldKey("Plaque d'immatriculation")).toBe('plaque_d_immatriculation');
    expect(fieldKey('SeniorCitizen')).toBe('senior_citizen');
  });

  it('follows a mapping file, which is complete by itself', () => {
    const file: MappingFile = {
      columns: { customerID: ['external_id', 'name'], plan: { field: 'plan', values: {} } },
      defaults: { next_invoice: 'auto' },
    };
    const headers = ['customerID', 'Plan', 'tenure', 'Email'];
    expect(match(headers, { file, profile: 'generic' }).columns).toEqual([
      ...['external_id+name', 'plan', 'ignore', 'ignore'],
    ]);
    const wrong = { file: { columns: { nobody: 'name' } }, profile: 'generic' };
    expect(() => match(headers, wrong)).toThrow(/no column “nobody”/);
    const unknown = { file: { columns: { tenure: 'age' } }, profile: 'generic' };
    expect(() => match(headers, unknown)).toThrow(/“age”/);
  });

  it('recognizes Patreon in any order, with columns missing', () => {
    const headers = [
      'Tier',
      'Name',
      'Pledge Amount',
      'Patron Status',
      'Lifetime Amount',
      'Twitter',
    ];
    expect(recognizeProfile([...headers, 'Patronage Since Date']).key).toBe('patreon');
    expect(recognizeProfile(['Nom', 'E-mail']).key).toBe('template');
  });
});

describe('companies', () => {
  it('that are spelled nearly the same are told', () => {
    const names = [
      { name: 'Bureau & Fils', isNew: false },
      { name: 'Bureau et fils SARL', isNew: true },
      { name: 'Studio Éphémère', isNew: true },
      { name: 'Studio Ephemere', isNew: true },
      { name: 'Numérik', isNew: true },
    ];
    expect(similarCompanies(names)).toEqual([
      { name: 'Bureau et fils SARL', like: 'Bureau & Fils' },
      { name: 'Studio Ephemere', like: 'Studio Éphémère' },
    ]);
  });
});
