import { liveAddresses } from './addresses.js';
import { parseCommand } from './command/command.js';
import { helpText } from './command/help.js';
import { asJson, asText } from './command/print.js';
import { type ReadFile, readTarget, type Target } from './command/target.js';
import { toSetup } from './command/to-setup.js';
import { UsageError } from './command/usage-error.js';
import { examine } from './examine.js';
import { Findings } from './findings.js';
import { cleaner } from './secrets.js';
import type { Setup } from './setup.js';
import type { World } from './world.js';

/** What the command uses beside the world that it examines. */
export interface Console {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  readonly isColoured: boolean;
  readonly readFile: ReadFile;
}

/** Runs the command. Returns its exit code: 0 nothing is wrong, 1 something is, 2 not understood. */
export async function run(words: readonly string[], world: World, console: Console): Promise<0 | 1 | 2> {
  const isJson = words.includes('--json');
  try {
    const command = parseCommand(words);
    if (command.isHelp) {
      console.print(helpText());
      return 0;
    }
    const target = await readTarget(command.target, command.attributes.get('order-id'), console.readFile, world);
    const setup = await toSetup(command, target, world);
    if (!command.isJson) console.printError(duration(setup));
    // Also with --json: its user has to know when to change the order, and standard error is not part of the findings.
    const examined = await examine(setup, { ...world, say: console.printError });
    const report = { ...examined, findings: [...mistyped(target), ...examined.findings] };
    console.print(command.isJson ? asJson(report) : asText(report, heading(setup, target), console.isColoured));
    return report.findings.some(({ level }) => level === 'wrong') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    if (isJson) console.print(JSON.stringify({ error: error.message }));
    else console.printError(error.message);
    return 2;
  }
}

function duration({ watch }: Setup): string {
  return watch > 0
    ? `Examining; this takes about 15 s, and ${watch / 1_000} s of listening …`
    : 'Examining; this takes about 15 s …';
}

function mistyped({ mistyped: names }: Target): Findings['all'] {
  const findings = new Findings((text) => text);
  for (const [name, meant] of names) {
    findings.add(
      'attribute-unknown',
      name,
      `The tag has the attribute "${name}", which the tracker does not know and ignores.`,
      `Write ${meant}="…".`,
    );
  }
  return findings.all;
}

/** What is examined, in a line or two. */
function heading({ options, origin, isOriginGiven }: Setup, { note }: Target): string {
  const clean = cleaner([options.accessToken, options.capability, options.supabaseKey]);
  const addresses = [...liveAddresses(options), options.pollUrl].filter(Boolean);
  const page = isOriginGiven ? `, for a page of ${origin}` : '';
  const places =
    addresses.length > 0
      ? ` at ${addresses.join(' and ')}${page}`
      : '. No address is given. The doctor runs no scripts: what a page sets in them (parse, transport) is to be checked in the page, with explain() or the attribute debug.';
  return clean(`${note ? `${note} ` : ''}Order ${options.orderId}${places}`);
}
