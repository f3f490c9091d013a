import { defineRefusal } from '../../domain/errors.ts';

export const ImportColumnsMissing = defineRefusal('import_columns_missing', 422, {
  en: 'No column was recognized for: {fields}. Say which columns hold them, then check again.',
  fr: 'Aucune colonne reconnue pour : {fields_fr}. Indiquez lesquelles les contiennent, puis vérifiez à nouveau.',
});

export const ImportNotReady = defineRefusal('import_not_ready', 409, {
  en: 'This import is {state:import} and cannot be started. Check the file first.',
  fr: "Cet import est {state:import} et ne peut pas être lancé. Vérifiez d'abord le fichier.",
});

export const ImportNotUndoable = defineRefusal('import_not_undoable', 409, {
  en: 'This import can no longer be undone: that is possible for {days} days after it, once.',
  fr: "Cet import ne peut plus être annulé : c'est possible une fois, pendant {days} jours.",
});

export const UnknownProfile = defineRefusal('unknown_profile', 422, {
  en: 'There is no import profile “{profile}”. Choose one of: {known}.',
  fr: "Il n'y a pas de profil d'import « {profile} ». Choix possibles : {known}.",
});

export const UnknownCell = defineRefusal('unknown_cell', 422, {
  en: 'Row {row} or its column “{column}” is not in this import.',
  fr: "La ligne {row} ou sa colonne « {column} » n'est pas dans cet import.",
});
