import type { Level } from '../codes.js';
import type { Report } from '../examine.js';
import type { Finding } from '../findings.js';

const titles: Readonly<Record<Level, string>> = { wrong: 'WRONG', advice: 'ADVICE', right: 'RIGHT' };
const colours: Readonly<Record<Level, number>> = { wrong: 31, advice: 33, right: 32 };
const indent = '        ';
const width = 100;

/** The report as text. */
export function asText({ findings, explanation }: Report, heading: string, isColoured: boolean): string {
  const shown = findings.map((finding) => paragraph(finding, isColoured));
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  const sum = `${count('wrong')} wrong, ${count('advice')} advice, ${count('right')} right.`;
  const tracker = explanation.length > 0 ? [`The tracker says: ${explanation[0]}`] : [];
  const more = 'Each code is explained in https://www.npmjs.com/package/order-status-tracker, in src/doctor/DOCTOR.md.';
  return [
    heading,
    ...shown,
    [...tracker, sum, ...(count('wrong') + count('advice') > 0 ? [more] : [])].join('\n'),
  ].join('\n\n');
}

function paragraph({ code, level, subject, what, remedy }: Finding, isColoured: boolean): string {
  const title = titles[level].padEnd(indent.length);
  const head = `${isColoured ? `\u001b[${colours[level]}m${title}\u001b[0m` : title}${code}  ${subject}`;
  const [first = '', ...lines] = remedy.split('\n');
  const steps = first ? [...wrapped(`→ ${first}`), ...lines.map((line) => `  ${line}`)] : [];
  return [head, ...[...wrapped(what), ...steps].map((line) => indent + line)].join('\n');
}

function wrapped(text: string): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}

/** The report for machines. */
export function asJson({ findings, explanation }: Report): string {
  return JSON.stringify(
    { wrong: findings.filter(({ level }) => level === 'wrong').length, findings, explanation },
    null,
    2,
  );
}
