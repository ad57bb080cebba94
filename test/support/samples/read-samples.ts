import { readFileSync } from 'node:fs';
import { documents } from './documents.js';

/** A piece of code that a document shows. */
export interface Sample {
  /** Where it begins: `README.md:12`. */
  readonly place: string;
  /** What stands after the three backquotes; empty for what is no code. */
  readonly language: string;
  readonly code: string;
  /** The file that it is a copy of, if it is one. */
  readonly copyOf: string | undefined;
}

/** What the package has beside the README. */
const shipped = [
  'AGENTS.md',
  'skills/order-status-tracker/SKILL.md',
  'src/doctor/DOCTOR.md',
  'src/order/field-map/FIELD-MAP.md',
  'src/transports/websocket/PROTOCOL.md',
];

/** Every sample of every document. */
export function readSamples(): readonly Sample[] {
  return [...documents(), ...shipped].flatMap((path) => samplesIn(path, readFileSync(path, 'utf8')));
}

export function samplesIn(path: string, text: string): readonly Sample[] {
  const fences = /(?:<!-- sample: (\S+) -->\n)?^([ ]*)```([^\n]*)\n([\s\S]*?)^\2```$/gm;
  return [...text.matchAll(fences)].map(({ 1: copyOf, 3: language = '', 4: code = '', index }) => ({
    place: `${path}:${text.slice(0, index).split('\n').length}`,
    language: language.trim(),
    code,
    copyOf,
  }));
}

/** The scripts in a sample of HTML, and the data in it. */
export function scriptsIn(html: string): readonly { readonly type: string; readonly code: string }[] {
  return [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)]
    .map(([, attributes = '', code = '']) => ({ type: /\btype="([^"]*)"/.exec(attributes)?.[1] ?? '', code }))
    .filter(({ code }) => code.trim() !== '');
}
