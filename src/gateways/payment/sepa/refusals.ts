import { defineRefusal } from '../../../domain/errors.ts';

export const DebitsSealedElsewhere = defineRefusal('debits_sealed_elsewhere', 409, {
  en: 'The account numbers were sealed with another secret. Start the program with the SECRET they were entered with.',
  fr: 'Les numéros de compte ont été scellés avec un autre secret. Démarrez le programme avec le SECRET de leur saisie.',
});

export const NotAReturnFile = defineRefusal('not_a_return_file', 422, {
  en: 'This is not a file of a bank about debits. Choose a pain.002, camt.053 or camt.054 file (XML).',
  fr: "Ce n'est pas un fichier bancaire sur des prélèvements. Choisissez un fichier pain.002, camt.053 ou camt.054 (XML).",
});
