import type { Contract } from './contract.js';

/** The steps of a version, the smallest first. */
export const steps = ['none', 'patch', 'minor', 'major'] as const;
export type Step = (typeof steps)[number];

export interface Differences {
  /** `attribute "poll-url" of <order-status-tracker>`, … */
  readonly removed: readonly string[];
  readonly added: readonly string[];
  /** What has another type or default: whether that breaks pages, a person has to say. */
  readonly changed: readonly string[];
}

/** What differs from the last release. */
export function compareContracts(before: Contract, after: Contract): Differences {
  const removed: string[] = [];
  const added: string[] = [];
  const changed: string[] = [];
  for (const kind of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const was = before[kind] ?? {};
    const is = after[kind] ?? {};
    for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
      const label = `${kind} ${name || '(default)'}`;
      if (!Object.hasOwn(is, name)) removed.push(label);
      else if (!Object.hasOwn(was, name)) added.push(label);
      else if (was[name] !== is[name]) changed.push(`${label}: ${was[name]} → ${is[name]}`);
    }
  }
  return { removed: removed.sort(), added: added.sort(), changed: changed.sort() };
}

/**
 * The smallest step that the differences allow: `major` where something was removed, `minor` where something was added.
 * Before 1.0.0, `minor` is the step that may break (`^0.2.0` does not take 0.3.0).
 */
export function neededStep({ removed, added }: Differences, lastVersion: string): Step {
  if (removed.length > 0) return lastVersion.startsWith('0.') ? 'minor' : 'major';
  return added.length > 0 ? 'minor' : 'patch';
}

/** The step from one version to another. */
export function stepBetween(before: string, after: string): Step {
  const [was, is] = [before, after].map((version) => version.split('-')[0]?.split('.').map(Number) ?? []);
  const place = [0, 1, 2].find((index) => was?.[index] !== is?.[index]);
  return place === undefined ? 'none' : ((['major', 'minor', 'patch'] as const)[place] ?? 'none');
}

export function isSmaller(one: Step, other: Step): boolean {
  return steps.indexOf(one) < steps.indexOf(other);
}
