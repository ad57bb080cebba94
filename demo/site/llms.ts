import { posix } from 'node:path';
import { type Guide, roles } from './guides.js';

/*
 * The guides for language models: `llms.txt`, an index in the form of https://llmstxt.org (a title, a quoted summary, then
 * lists of links below headings), and `llms-full.txt`, all of it in one file. The site and the package have both.
 */

const summary =
  'A custom element that shows restaurant guests, live, how far their order is: one tag and one script, on any page, ' +
  'with any back end (JSON over HTTP, WebSocket, Server-Sent Events, Supabase, known tills and shops).';

const essentials = `- A page needs \`<order-status-tracker order-id="42" poll-url="https://…/{id}">\` and one script, or \`import 'order-status-tracker/define'\`.
- Another back end's fields and words are mapped by the attribute \`field-map\`; what they mean is looked up, never guessed.
- \`npx order-status-tracker doctor tag.html --origin https://…\` examines a back end and says what to change.
- Statuses: scheduled, pending, preparing, ready, out_for_delivery, served, completed; cancelled, rejected, failed, refunded.`;

/** What an index may leave out where there is little room. */
const optional: readonly Guide['role'][] = ['server', 'design'];

/** A link of the index beside the guides. */
export interface FurtherLink {
  readonly title: string;
  readonly address: string;
  readonly says: string;
}

/**
 * The index of the guides.
 *
 * @param addressOf where a reader of the index finds a guide
 * @param further what else is there, below the heading "Files"
 * @param note what a reader has to know of the addresses
 */
export function llmsIndex(
  guides: readonly Guide[],
  addressOf: (guide: Guide) => string,
  further: readonly FurtherLink[] = [],
  note = '',
): string {
  const names = Object.keys(roles) as Guide['role'][];
  const listed = (wanted: readonly Guide['role'][]) =>
    guides
      .filter(({ role }) => wanted.includes(role))
      .map((guide) => linkLine(guide.title, addressOf(guide), summaryOf(guide)));
  const sections = [
    { heading: 'Files', lines: further.map(({ title, address, says }) => linkLine(title, address, says)) },
    ...names
      .filter((name) => !optional.includes(name))
      .map((name) => ({ heading: roles[name], lines: listed([name]) })),
    { heading: 'Optional', lines: listed(optional) },
  ];
  const written = sections
    .filter(({ lines }) => lines.length > 0)
    .map(({ heading, lines }) => `## ${heading}\n\n${lines.join('\n')}\n`);
  return `# order-status-tracker\n\n> ${summary}\n\n${essentials}\n\n${note ? `${note}\n\n` : ''}${written.join('\n')}`;
}

/** All guides one after the other; links lead to files of the repository, by their path from its root. */
export function llmsFull(guides: readonly Guide[]): string {
  const texts = guides.map((guide) => {
    const body = withPathsFromRoot(guide.text, posix.dirname(guide.path)).trim();
    const heading = /^# /.test(body) ? '' : `# ${guide.title}\n\n`;
    return `<!-- ${guide.path} -->\n\n${heading}${body}\n`;
  });
  const note =
    'Each guide begins after a line `<!-- its file -->`: a link to `demo/guides/x.md` leads to the text after ' +
    '`<!-- demo/guides/x.md -->` in this file. Other relative links are paths from the root of the repository, and ' +
    'many of those files are not in the npm package: demo/, test/ and most of src/ are in the repository alone.';
  return `# order-status-tracker\n\n> ${summary}\n\n${essentials}\n\n${note}\n\n${texts.join('\n')}`;
}

function linkLine(title: string, address: string, says: string): string {
  return `- [${title.replaceAll(/[[\]]/g, '')}](${address})${says ? `: ${says}` : ''}`;
}

/** What a guide says of itself; else the first sentence of its text, without marks and links. */
function summaryOf({ text, summary: own }: Guide & { readonly summary?: string | undefined }): string {
  if (own) return own;
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '');
  const paragraph = prose.split(/\n\s*\n/).find((one) => /^[\p{L}`*[“"]/u.test(one.trim())) ?? '';
  const plain = paragraph
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replaceAll('**', '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const sentence = /^.{20,}?[.!?](?=\s|$)/.exec(plain)?.[0] ?? plain;
  // What a colon leads to, a list or a sample, is not here.
  return sentence.replace(/:$/, '.');
}

/** A block of code, also an indented one in a list, or code in a line; else the target of a relative link. */
const codeOrLink = /^[ \t]*```[\s\S]*?\n[ \t]*```|`[^`\n]+`|\]\((?!(?:[a-z]+:|#|\/))([^)\s]+)\)/gm;

/** Makes relative links start at the project's folder. What stands in code stays as it is. */
function withPathsFromRoot(text: string, folder: string): string {
  return text.replaceAll(codeOrLink, (whole, target?: string) =>
    target === undefined ? whole : `](${posix.normalize(`${folder}/${target}`)})`,
  );
}
