import type { FieldProblem, Language, Sentence } from '../../domain/errors.ts';
import { badInstruction, problemIn } from '../checkText.ts';
import { renderTags, TemplateNotValid } from '../engine.ts';
import type { OfferedTag } from '../offered.ts';
import { escapeSentences, typeset } from '../typography.ts';
import { markupToHtml } from './markup.ts';

/** What the smart tags of a page can name; null where it is not known, or nobody is signed in. */
export type PageFacts = {
  member: {
    first_name: string | null;
    name: string | null;
    email: string | null;
    /** The names of the plans they hold, one after the other. */
    plan: string | null;
    joined_on: string | null;
  };
  organization: { name: string; contact_email: string | null };
};

/** Nobody in particular: a visitor who is not signed in. */
export const nobody: PageFacts['member'] = {
  first_name: null,
  name: null,
  email: null,
  plan: null,
  joined_on: null,
};

const example: PageFacts['member'] = {
  first_name: 'Ana',
  name: 'Ana Silva',
  email: 'ana@example.org',
  plan: 'Gold',
  joined_on: '2026-03-02',
};

/**
 * The text of a page as HTML for one reader: tags filled, every value and every sign that is not
 * our markup escaped. Refuses with `TemplateNotValid` or `TemplateTooLarge`.
 */
export function renderPage(body: string, facts: PageFacts, language: Language): string {
  // What saving refuses is not trusted to have been refused: `raw` would leave signs unescaped.
  const word = badInstruction(body);
  if (word !== undefined) throw new TemplateNotValid({ problem: `{% ${word} %}` });
  const safe = escapeSentences(typesetWords(body, language));
  return markupToHtml(renderTags(safe, facts, { language, format: 'markup' }));
}

/** Sets the words, and leaves tags and addresses as they were typed. */
function typesetWords(body: string, language: Language): string {
  return body
    .split(/(\{\{.*?\}\}|\{%.*?%\}|\]\([^\s]*|https?:\/\/\S*)/s)
    .map((part, index) => (index % 2 === 1 ? part : typeset(part, language)))
    .join('');
}

/** Everything that is wrong with the text of a page, held against a full and a bare reader. */
export function pageProblems(
  body: string,
  organization: PageFacts['organization'],
  language: Language,
): FieldProblem[] {
  const scopes = [
    { member: example, organization: { ...organization, contact_email: 'us@example.org' } },
    { member: nobody, organization: { ...organization, contact_email: null } },
  ];
  const formatted = () => '{{ member.name }}';
  const found = problemIn({ pointer: '/body', source: body }, { scopes, language, formatted });
  return found ? [found] : [];
}

const words = (en: string, fr: string): Sentence => ({ en, fr });

const offered = [
  {
    insert: '{{ member.first_name | default: "—" }}',
    label: words("The reader's first name", 'Prénom du lecteur'),
  },
  {
    insert: '{{ member.name | default: "—" }}',
    label: words("The reader's full name", 'Nom complet du lecteur'),
  },
  {
    insert: '{{ member.email | default: "—" }}',
    label: words("The reader's e-mail address", 'Adresse e-mail du lecteur'),
  },
  {
    insert: '{{ member.plan | default: "—" }}',
    label: words('What the reader holds', 'Formule du lecteur'),
  },
  {
    insert: '{{ member.joined_on | long_date | default: "—" }}',
    label: words('Day on which the reader joined', "Date d'adhésion du lecteur"),
  },
  { insert: '{{ organization.name }}', label: words('Your organization', 'Votre organisation') },
  {
    insert: '{{ organization.contact_email | default: "—" }}',
    label: words('Your e-mail address', 'Votre adresse e-mail'),
  },
];

/** The smart tags a page may have, with what each gives for an example reader. */
export function pageTags(
  organization: PageFacts['organization'],
  language: Language,
): OfferedTag[] {
  const facts = { member: example, organization };
  return offered.map(({ insert, label }) => ({
    insert,
    label,
    example: renderTags(insert, facts, { language, format: 'text' }),
    optional: insert.includes('default'),
  }));
}
