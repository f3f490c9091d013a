import type { Envelope, SenderBrand } from '../data.ts';
import { renderTags } from '../engine.ts';
import { typeset } from '../typography.ts';
import { accentOf, inkOn } from './color.ts';
import { messageCss } from './css.ts';
import type { SetBlock, SetMessage } from './types.ts';
import { frameWords } from './words.ts';

const font = "font-family:'Inter','Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
const table = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"';

/** The one HTML frame of all messages: responsive, light and dark, without remote resources
 * other than the organization's own logo. The message's texts are escaped already. */
export function htmlPage(message: SetMessage, envelope: Envelope): string {
  const { organization, language } = envelope;
  const accent = accentOf(organization.accent);
  const words = frameWords[language];
  const blocks = message.blocks.map((block) => htmlBlock(block, accent)).join('\n');
  const link = message.blocks.find((block) => block.kind === 'button');
  const preview = message.blocks.find((block) => 'text' in block)?.text ?? '';
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${message.title}</title>
<style>${messageCss}</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#f7f8f9;${font}">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<table ${table} class="ground" style="background:#f7f8f9">
<tr><td align="center" class="outer" style="padding:32px 16px">
<table ${table} style="max-width:560px;text-align:left">
<tr><td class="brand" style="padding:0 0 16px">${brandHead(organization, accent)}</td></tr>
<tr><td class="sheet" style="background:#ffffff;border:1px solid #e7e9ec;border-radius:12px;\
padding:32px">
<h1 class="ink" style="margin:0 0 20px;font-size:22px;line-height:30px;font-weight:600;\
letter-spacing:-.01em;color:#15181e">${message.title}</h1>
<p class="ink" style="${paragraph}">${message.greeting}</p>
${blocks}
${link ? fallbackLink(typeset(words.linkHint, language), link.url) : ''}
</td></tr>
<tr><td class="foot" style="padding:20px 4px 0;font-size:13px;line-height:20px;color:#667080">
${foot(organization, envelope.language)}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

const paragraph = 'margin:0 0 16px;font-size:16px;line-height:25px;color:#15181e';

function htmlBlock(block: SetBlock, accent: string): string {
  if (block.kind === 'facts') return factsTable(block.rows);
  if (block.kind === 'button') return actionButton(block.label, block.url, accent);
  const lines = block.text.replace(/\n/g, '<br>');
  if (block.kind === 'alert') {
    return `<p class="alert ink" style="${paragraph};margin-bottom:20px;padding:12px 16px;\
background:#fcf0ee;border-left:3px solid #b3261e;border-radius:0 6px 6px 0">${lines}</p>`;
  }
  if (block.kind === 'small') {
    return `<p class="soft" style="margin:0 0 12px;font-size:14px;line-height:21px;\
color:#4a515c">${lines}</p>`;
  }
  return `<p class="ink" style="${paragraph}">${lines}</p>`;
}

function factsTable(rows: [string, string][]): string {
  const line = 'padding:9px 0;border-top:1px solid #e7e9ec;font-size:15px;line-height:22px;';
  const body = rows
    .map(
      ([label, value]) =>
        `<tr><td class="line soft" valign="top" style="${line}color:#4a515c;padding-right:16px">\
${label}</td><td class="line ink" valign="top" align="right" style="${line}color:#15181e;\
font-variant-numeric:tabular-nums;overflow-wrap:anywhere">${value}</td></tr>`,
    )
    .join('\n');
  return `<table ${table} class="facts line" style="margin:4px 0 24px;border-bottom:1px solid \
#e7e9ec">\n${body}\n</table>`;
}

function actionButton(label: string, url: string, accent: string): string {
  return `<table ${table} style="margin:4px 0 24px"><tr><td align="left">\
<a class="button" href="${url}" style="display:inline-block;padding:12px 22px;border-radius:8px;\
background:${accent};color:${inkOn(accent)};font-size:16px;line-height:24px;font-weight:600;\
text-decoration:none;text-align:center">${label}</a></td></tr></table>`;
}

function fallbackLink(hint: string, url: string): string {
  return `<p class="faint" style="margin:16px 0 0;font-size:12px;line-height:18px;color:#667080;\
overflow-wrap:anywhere">${hint}<br><a class="faint" href="${url}" \
style="color:#667080">${url}</a></p>`;
}

function brandHead(organization: SenderBrand, accent: string): string {
  const tags = { name: organization.name, logo: organization.logoUrl ?? '', accent };
  return renderTags(brandTemplate, tags, { language: 'en', format: 'html' });
}

const brandTemplate =
  '{% if logo != "" %}<img src="{{ logo }}" alt="{{ name }}" height="32" ' +
  'style="height:32px;max-width:240px;display:block;border:0">{% else %}' +
  '<span style="display:inline-block;width:10px;height:10px;border:5px solid {{ accent }};' +
  'border-radius:50%;vertical-align:middle;margin-right:10px"></span>' +
  '<span class="ink" style="font-size:16px;line-height:24px;font-weight:600;color:#15181e;' +
  'vertical-align:middle">{{ name }}</span>{% endif %}';

function foot(organization: SenderBrand, language: Envelope['language']): string {
  const tags = {
    name: organization.name,
    lines: organization.addressLines ?? [],
    website: webAddress(organization.websiteUrl),
    answer: organization.contactEmail ? typeset(frameWords[language].question, language) : '',
  };
  return renderTags(footTemplate, tags, { language, format: 'html' });
}

const footTemplate =
  '{{ name }}{% for line in lines %}<br>{{ line }}{% endfor %}' +
  '{% if website != "" %}<br><a class="faint" href="{{ website }}" style="color:#667080">' +
  '{{ website }}</a>{% endif %}{% if answer != "" %}<br>{{ answer }}{% endif %}';

function webAddress(url: string | null | undefined): string {
  return url && /^https?:\/\//.test(url) ? url : '';
}
