import { attributeOf, sharedOptions } from '../../elements/shared/element-option.js';
import { nearest } from '../../order/nearest.js';
import { type OptionRow, type OptionUse, trackerOptions } from '../../tracker/options.js';
import { UsageError } from './usage-error.js';

/** What was typed. */
export interface Command {
  /** An address, a tag, or the name of a page; `undefined` where options say all. */
  readonly target: string | undefined;
  /** Attributes of the tracker, by their names. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly otherOrderId: string | undefined;
  readonly origin: string | undefined;
  /** Seconds. */
  readonly watch: number;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

const examined: readonly OptionUse[] = ['order', 'transport', 'access', 'payload'];
const longestWatch = 3_600;

/** The attributes that concern a back end, with what each holds. The capability comes from the page's address there. */
export const backEndAttributes: ReadonlyMap<string, readonly [option: string, row: OptionRow]> = new Map(
  [
    ...Object.entries<OptionRow>(trackerOptions),
    ['preset', sharedOptions.preset] as const,
    ['serverPreset', sharedOptions.serverPreset] as const,
  ].flatMap(([option, row]) => {
    const name = option === 'capability' ? option : attributeOf(option, row);
    const isOfBackEnd = examined.includes(row.use) || option === 'pollInterval';
    return name !== undefined && isOfBackEnd ? [[name, [option, row]]] : [];
  }),
);

const ownOptions = ['origin', 'other-order-id', 'watch'];
const ownFlags = ['json', 'help'];

/** @throws UsageError */
export function parseCommand(words: readonly string[]): Command {
  const [name, ...rest] = words;
  const isHelp =
    name === undefined || ['help', '--help', '-h'].includes(name) || rest.includes('--help') || rest.includes('-h');
  if (!isHelp && name !== 'doctor') {
    throw new UsageError(
      `There is no command "${name}". The one command is doctor: order-status-tracker doctor --help`,
    );
  }
  const targets: string[] = [];
  const given = new Map<string, string>();
  const left = isHelp ? [] : [...rest];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (!word.startsWith('--')) {
      targets.push(word);
      continue;
    }
    const [, option = '', , inline] = /^--([^=]*)(=([\s\S]*))?$/.exec(word) ?? [];
    checkName(option);
    if (ownFlags.includes(option)) given.set(option, 'on');
    else given.set(option, inline ?? nextValue(option, left));
  }
  if (targets.length > 1) {
    throw new UsageError(
      `One address, tag or page at a time; a tag stands in single quotes. Given were ${targets.length}.`,
    );
  }
  const watch = Number(given.get('watch') ?? 0);
  if (!(watch >= 0 && watch <= longestWatch)) throw new UsageError(`--watch takes seconds, from 0 to ${longestWatch}.`);
  return {
    target: targets[0],
    attributes: new Map([...given].filter(([option]) => backEndAttributes.has(option))),
    otherOrderId: given.get('other-order-id'),
    origin: originOf(given.get('origin')),
    watch,
    isJson: given.has('json'),
    isHelp,
  };
}

function checkName(name: string): void {
  const known = [...backEndAttributes.keys(), ...ownOptions, ...ownFlags];
  if (known.includes(name)) return;
  const near = nearest(name, known);
  throw new UsageError(
    `There is no option --${name}. ${near ? `Is --${near} meant?` : `There are: ${known.map((one) => `--${one}`).join(', ')}.`}`,
  );
}

function nextValue(option: string, left: string[]): string {
  const value = left.shift();
  if (value === undefined || /^--[a-z]/.test(value)) throw new UsageError(`--${option} needs a value.`);
  return value;
}

function originOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const { origin, protocol } = new URL(text);
    if (/^https?:$/.test(protocol)) return origin;
  } catch {
    // Said below.
  }
  throw new UsageError('--origin takes the address of your page, such as https://www.restaurant.example.');
}
