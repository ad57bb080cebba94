import type { Level } from '../codes.js';
import type { Report } from '../examine.js';
import type { Finding } from '../findings.js';

const titles: Readonly<Record<Level, string>> = { wrong: 'WRONG', advice: 'ADVICE', right: 'RIGHT' };
const colours: Readonly<Record<Level, number>> = { wrong: 31, advice: 33, right: 32 };
const indent = '        ';
const width = 100;

/** The report as text. */
export function asText({ findings, explanation }: Report, heading: string, isColoured: boolean): string {
  const of = (level: Level) => findings.filter((finding) => finding.level === level);
  const title = (level: Level) => {
    const word = titles[level].padEnd(indent.length);
    return isColoured ? `\u001b[${colours[level]}m${word}\u001b[0m` : word;
  };
  const faults = [...of('wrong'), ...of('advice')];
  const right = of('right').map(({ level, code, what }) => `${title(level)}${code}: ${what}`);
  const sum = `${of('wrong').length} wrong, ${of('advice').length} advice, ${of('right').length} right.`;
  const [because] = explanation;
  return [
    heading,
    ...faults.map((finding) => paragraph(finding, title(finding.level))),
    ...(right.length > 0 ? [right.join('\n')] : []),
    [...(because ? [`The tracker says: ${because}`] : []), sum].join('\n'),
  ].join('\n\n');
}

function paragraph({ code, subject, what, remedy }: Finding, title: string): string {
  const [first = '', ...lines] = remedy.split('\n');
  const [step = '', ...further] = wrapped(first);
  const steps = first ? [`→ ${step}`, ...[...further, ...lines].map((line) => `  ${line}`)] : [];
  return [`${title}${code}  ${subject}`, ...[...wrapped(what), ...steps].map((line) => indent + line)].join('\n');
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
