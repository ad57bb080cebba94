import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { levels } from '../../src/doctor/codes.js';
import { orderStatuses } from '../../src/order/status.js';
import {
  type Declaration,
  type Described,
  elementsOf,
  type Manifest,
  type Member,
  readManifest,
} from '../support/manifest/manifest.js';
import { exportedNames } from './exported-names.js';

/*
 * What users of the package rely on, as lists of names. demo/guides/public-contract.md says the same in words.
 */

/** The names of one kind, and what is known of each: its type, its default. */
export type Names = Readonly<Record<string, string>>;

/** By kind: `<order-status-tracker> attribute`, `order-status-tracker/react`, `doctor code`. */
export type Contract = Readonly<Record<string, Names>>;

/** An entry of the package and its declaration file. */
export interface Entry {
  readonly name: string;
  readonly types: string | undefined;
}

/**
 * The contract of the elements of a manifest, and of a package's entries.
 *
 * @param others further names, by their kind
 */
export function contractOf(
  manifest: Manifest,
  entries: readonly Entry[],
  others: Readonly<Record<string, readonly string[]>>,
): Contract {
  return {
    ...Object.assign({}, ...elementsOf(manifest).map(elementContract)),
    entry: namesOf(entries.map(({ name }) => name)),
    ...Object.fromEntries(
      entries.flatMap(({ name, types }) => (types ? [[`export of ${name}`, namesOf(exportedNames(types))]] : [])),
    ),
    ...Object.fromEntries(Object.entries(others).map(([kind, names]) => [kind, namesOf(names)])),
  };
}

function namesOf(names: readonly string[]): Names {
  return Object.fromEntries(names.map((name) => [name, '']));
}

function elementContract(element: Declaration): Contract {
  const { tagName, members = [] } = element;
  const isPublic = ({ privacy, static: isStatic }: Member) => !isStatic && (privacy ?? 'public') === 'public';
  const kinds = {
    attribute: element.attributes,
    property: members.filter((member) => member.kind === 'field' && isPublic(member)),
    method: members.filter((member) => member.kind === 'method' && isPublic(member)),
    event: element.events,
    slot: element.slots,
    part: element.cssParts,
    'CSS property': element.cssProperties,
    'CSS state': element.cssStates,
  };
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, list = []]) => [`<${tagName}> ${kind}`, Object.fromEntries(list.map(described))]),
  );
}

function described({ name, type, default: value }: Described): [string, string] {
  return [name, [type?.text ?? '', ...(value === undefined ? [] : [value])].join(' = ')];
}

/** The contract of this package as it is built. */
export function presentContract(): Contract {
  const { name: own, exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  // `null` closes a path that a pattern would open.
  const entries = Object.entries<string | { types?: string } | null>(exports).flatMap(([path, to]) => {
    if (to === null) return [];
    const types = typeof to === 'string' ? undefined : to.types;
    return [{ name: path.replace('.', own), types: types && !types.includes('*') ? resolve(types) : undefined }];
  });
  return contractOf(readManifest(), entries, {
    status: orderStatuses,
    'doctor code': Object.keys(levels),
    'file for pages': filesForPages(),
  });
}

/** What pages name in `dist/cdn`. Parts are loaded by the scripts themselves, under names that change. */
function filesForPages(): readonly string[] {
  return readdirSync('dist/cdn', { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(js|json)$/.test(name) && !name.startsWith('parts/'))
    .sort();
}
