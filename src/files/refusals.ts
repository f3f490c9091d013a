import { defineRefusal } from '../domain/errors.ts';

export const FileEmpty = defineRefusal('file_empty', 422, {
  en: 'This file is empty. Choose the file that holds your members.',
  fr: 'Ce fichier est vide. Choisissez celui qui contient vos membres.',
});

export const FileWithoutRows = defineRefusal('file_without_rows', 422, {
  en: 'This file has a header but no row under it.',
  fr: "Ce fichier a une ligne d'en-tête, mais aucune ligne en dessous.",
});

export const FileWithoutHeader = defineRefusal('file_without_header', 422, {
  en: 'The first row is not a header: it reads “{first}”. Add a row naming the columns, and try again.',
  fr: "La première ligne n'est pas un en-tête : elle contient « {first} ». Ajoutez une ligne qui nomme les colonnes, puis réessayez.",
});

export const FileWrongKind = defineRefusal('file_wrong_kind', 415, {
  en: 'This is {kind}, not a table. Save your list as CSV or as an Excel workbook (.xlsx).',
  fr: "Il s'agit {kind_fr}, pas d'un tableau. Enregistrez votre liste en CSV ou en classeur Excel (.xlsx).",
});

export const FileOldExcel = defineRefusal('file_old_excel', 415, {
  en: 'This workbook is in the old Excel format (.xls) or protected by a password. Open it and save it as “Excel workbook (.xlsx)” without a password.',
  fr: 'Ce classeur est dans l’ancien format Excel (.xls) ou protégé par un mot de passe. Ouvrez-le et enregistrez-le comme « Classeur Excel (.xlsx) », sans mot de passe.',
});

export const FileDamaged = defineRefusal('file_damaged', 422, {
  en: 'This workbook cannot be read: it is damaged or incomplete. Open it, save it again, and retry.',
  fr: 'Ce classeur est illisible : il est abîmé ou incomplet. Ouvrez-le, enregistrez-le à nouveau, puis réessayez.',
});

export const FileBomb = defineRefusal('file_unpacks_too_large', 413, {
  en: 'This workbook unpacks to far more than a list of members holds ({size} MB). It was not opened.',
  fr: 'Ce classeur, une fois décompressé, est bien plus gros qu’une liste de membres ({size} Mo). Il n’a pas été ouvert.',
});

export const FileTooLarge = defineRefusal('file_too_large', 413, {
  en: 'This file is {size} MB; the limit is {limit} MB. Split it into several files.',
  fr: 'Ce fichier pèse {size} Mo ; la limite est de {limit} Mo. Coupez-le en plusieurs fichiers.',
});

export const FileTooManyRows = defineRefusal('file_too_many_rows', 413, {
  en: 'This file has more than {limit} rows. Split it into several files.',
  fr: 'Ce fichier a plus de {limit} lignes. Coupez-le en plusieurs fichiers.',
});

export const FileTooManyColumns = defineRefusal('file_too_many_columns', 413, {
  en: 'This file has {columns} columns; the limit is {limit}. Remove the columns you do not need.',
  fr: 'Ce fichier a {columns} colonnes ; la limite est de {limit}. Retirez celles dont vous n’avez pas besoin.',
});

export const FileUnclosedQuote = defineRefusal('file_unclosed_quote', 422, {
  en: 'A quotation mark opened at row {row} is never closed, so the rows after it cannot be told apart.',
  fr: 'Un guillemet ouvert à la ligne {row} n’est jamais refermé : les lignes suivantes ne peuvent pas être distinguées.',
});

export const PictureEmpty = defineRefusal('picture_empty', 422, {
  en: 'This file is empty. Choose a picture.',
  fr: 'Ce fichier est vide. Choisissez une image.',
});

export const PictureWrongKind = defineRefusal('picture_wrong_kind', 415, {
  en: 'This is not a PNG, JPEG or WebP picture. Save it in one of these formats and choose it again.',
  fr: 'Ce n’est pas une image PNG, JPEG ou WebP. Enregistrez-la dans l’un de ces formats, puis choisissez-la à nouveau.',
});

export const PictureTooLarge = defineRefusal('picture_too_large', 413, {
  en: 'This picture is larger than 2 MB. Make it smaller (800 pixels across are plenty) and choose it again.',
  fr: 'Cette image dépasse 2 Mo. Réduisez-la (800 pixels de large suffisent), puis choisissez-la à nouveau.',
});
