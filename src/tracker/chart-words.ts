import type { StateValue } from 'xstate';
import type { Failure } from '../transports/transport.js';
import type { TrackerContext } from './chart/chart.context.js';

/*
 * The state of the chart in words, for `debug` and `explain()`: `live: backingOff (closed with 1006; retry in 1.4 s)`.
 */

/** The states of each region, and of each parallel part of one: `live` → `connected`, `live.pulse` → `alive`. */
export function statesOf(value: StateValue | undefined): ReadonlyMap<string, string> {
  const states = new Map<string, string>();
  const visit = (part: StateValue, region: string, path: readonly string[]): void => {
    const [name = '', ...others] = typeof part === 'string' ? [part] : Object.keys(part);
    if (others.length > 0) {
      if (region) states.set(region, path.join('.'));
      for (const child of [name, ...others]) visit(partOf(part, child), [region, child].filter(Boolean).join('.'), []);
      return;
    }
    const longer = name === 'following' ? path : [...path, name];
    if (typeof part === 'string') states.set(region, longer.join('.'));
    else visit(partOf(part, name), region, longer);
  };
  if (value !== undefined) visit(value, '', []);
  return states;
}

function partOf(value: StateValue, name: string): StateValue {
  return (typeof value === 'object' ? value[name] : undefined) ?? '';
}

/** Why a region is in its state and when it goes on, where the state does not say it all. */
export function reasonOf(region: string, state: string, context: TrackerContext): string | undefined {
  const { access, live, reads, problem, now } = context;
  const because = (failure: Failure | undefined, otherwise: string) =>
    (failure?.reason || otherwise).replace(/\.$/, '');
  const waiting = (failure: Failure | undefined, at: number) =>
    `${because(failure, 'ten connects in a minute')}; retry in ${seconds(at - now())}`;
  switch (`${region} ${state}`) {
    case 'live backingOff':
      return waiting(live.failure, live.retryAt);
    case 'live gaveUp':
      return because(live.failure, 'no reason given');
    case 'reads backingOff':
      return waiting(reads.failure, reads.notBefore);
    case 'reads off':
      return problem?.message;
    case 'access backingOff':
      return waiting(access.failure, access.notBefore);
    default:
      return undefined;
  }
}

export function seconds(milliseconds: number): string {
  return `${(Math.max(0, milliseconds) / 1000).toFixed(1)} s`;
}

/** Shorter texts are no secrets, and cutting them out would garble every line. */
const shortestSecret = 6;

/** One line, without the tokens that the reason of a custom transport may quote, as they are or encoded. */
export function safeLine(text: string, { access, reads, input }: TrackerContext): string {
  const secrets = [access.token?.value, access.deniedToken, reads.token, ...access.formerTokens, ...input.secrets]
    .flatMap((secret) => (secret && secret.length >= shortestSecret ? [secret, encodeURIComponent(secret)] : []))
    .sort((one, other) => other.length - one.length);
  let rest = text;
  for (const secret of secrets) rest = rest.replaceAll(secret, '[secret]');
  return rest
    .replace(/\beyJ[\w-]+\.[\w-]+(\.[\w-]+)?/g, '[token]')
    .replace(/track=[^&\s"),;…]+/g, 'track=[secret]')
    .replace(/\s+/g, ' ');
}
