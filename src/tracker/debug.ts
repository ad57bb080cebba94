import type { InspectionEvent, StateValue } from 'xstate';
import type { TrackerContext } from './chart/chart.context.js';
import { connectionStatus } from './connection-status.js';
import { type ChartSnapshot, connectionFacts } from './tracker-snapshot.js';

/** Where the lines of `debug` go: to the console (`true`), or to a function of the page's. */
export type DebugOption = boolean | ((line: string) => void);

/**
 * Logs what a chart does, one line each: every transition with its reason, what became of every payload, and every
 * change of `connectionStatus`. For example
 * `[order-status-tracker 42] live: connected → backingOff (The connection was closed with 1006; retry in 1.4 s)`.
 *
 * A line never holds a token or a capability. Names and dishes are not in it either: of a payload it says status and
 * version only.
 *
 * @param secrets texts that are cut out of every line, should a reason of the page's own transport quote them
 * @returns an observer for XState's `inspect`
 */
export function debugLog(
  orderId: string,
  option: DebugOption,
  secrets: readonly (string | undefined)[] = [],
): (inspected: InspectionEvent) => void {
  const write = typeof option === 'function' ? option : (line: string) => console.debug(line);
  let before: ChartSnapshot | undefined;
  let status = 'idle';

  return (inspected) => {
    if (inspected.type !== '@xstate.microstep' || !isChart(inspected.snapshot)) return;
    const { snapshot, event } = inspected;
    const log = (line: string) =>
      write(`[order-status-tracker ${orderId}] ${withoutSecrets(line, snapshot.context, secrets)}`);
    const next = connectionStatus(connectionFacts(snapshot));

    const { judged } = snapshot.context.order;
    if (judged && judged !== before?.context.order.judged) {
      const version = judged.version === undefined ? '' : ` version ${judged.version}`;
      log(`payload (${judged.origin}): ${judged.status ?? 'no status'}${version}: ${judged.verdict}`);
    }
    for (const { region, from, to } of transitions(before?.value, snapshot.value)) {
      log(`${region}: ${from} → ${to} (${reasonOf(region, to, snapshot.context) ?? readable(event.type)})`);
    }
    if (event.type === 'change.missed') log(`live: a read brought a change that the connection has not brought`);
    if (next !== status) log(`connectionStatus: ${status} → ${next}`);
    before = snapshot;
    status = next;
  };
}

/** Effects have snapshots too; theirs have no regions. */
function isChart(snapshot: object): snapshot is ChartSnapshot {
  return 'value' in snapshot && 'context' in snapshot;
}

interface Transition {
  readonly region: string;
  readonly from: string;
  readonly to: string;
}

/** What differs between two state values, each region and each parallel part of one by itself. */
function transitions(before: StateValue | undefined, after: StateValue | undefined, path = ''): Transition[] {
  const [left, right] = [partsOf(before), partsOf(after)];
  const names = Object.keys(right);
  if (path === '' || (names.length > 1 && Object.keys(left).length > 1)) {
    return names.flatMap((name) => transitions(left[name], right[name], path ? `${path}.${name}` : name));
  }
  const [name = ''] = names;
  const isSameParent = name in left && typeof right[name] === 'object' && Object.keys(left).length === 1;
  if (isSameParent && isParallel(right[name]) && isParallel(left[name])) {
    return transitions(left[name], right[name], path);
  }
  if (isSameParent && name === 'following') return transitions(left[name], right[name], path);
  const [from, to] = [tip(before), tip(after)];
  return from === to ? [] : [{ region: path, from, to }];
}

function partsOf(value: StateValue | undefined): Readonly<Record<string, StateValue | undefined>> {
  return typeof value === 'object' ? value : {};
}

function isParallel(value: StateValue | undefined): boolean {
  return Object.keys(partsOf(value)).length > 1;
}

/** `visible.ticking`; of a parallel state its own name: `connected`. */
function tip(value: StateValue | undefined): string {
  if (value === undefined) return 'start';
  if (typeof value === 'string') return value;
  const [name = '', ...others] = Object.keys(value);
  if (others.length > 0) return '';
  const inner = tip(value[name]);
  return name === 'following' ? inner : [name, inner].filter(Boolean).join('.');
}

/** Why a region waits or has ended, if it says so. */
function reasonOf(region: string, to: string, { access, live, reads, problem, now }: TrackerContext) {
  const seconds = (at: number) => `${(Math.max(0, at - now()) / 1000).toFixed(1)} s`;
  const failed = (reason: string | undefined, next: string) => `${(reason ?? 'no reason').replace(/\.$/, '')}; ${next}`;
  switch (`${region} ${to}`) {
    case 'live backingOff':
      return failed(live.failure?.reason, `retry in ${seconds(live.retryAt)}`);
    case 'live gaveUp':
      return failed(live.failure?.reason, 'no retry');
    case 'reads backingOff':
      return failed(reads.failure?.reason, `read again in ${seconds(reads.notBefore)}`);
    case 'reads off':
      return problem?.message;
    case 'access backingOff':
      return failed(access.failure?.reason, `retry in ${seconds(access.notBefore)}`);
    default:
      return undefined;
  }
}

/** XState names delayed and invoked transitions for itself. */
function readable(type: string): string {
  const [, delay] = /^xstate\.after\.(\w+)\./.exec(type) ?? [];
  if (delay) return `after ${delay}`;
  const [, end, region] = /^xstate\.(done|error)\.actor\.\d+\.tracker\.(\w+)/.exec(type) ?? [];
  return end ? `${region} ${end === 'done' ? 'succeeded' : 'failed'}` : type.replace(/^xstate\./, '');
}

/** A reason may be a text of the page's own transport, so tokens are cut out of it all the same. */
function withoutSecrets(
  line: string,
  { access, reads }: TrackerContext,
  given: readonly (string | undefined)[],
): string {
  const secrets = [access.token?.value, access.deniedToken, reads.token, ...given].filter(
    (secret) => secret !== undefined,
  );
  const known = secrets.reduce((text, secret) => (secret ? text.replaceAll(secret, '[secret]') : text), line);
  return known.replace(/\beyJ[\w-]+\.[\w-]+(\.[\w-]+)?/g, '[token]').replace(/track=[^&\s"]+/g, 'track=[secret]');
}
