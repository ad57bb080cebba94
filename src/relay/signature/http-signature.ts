/**
 * HTTP Message Signatures (RFC 9421) of requests, as far as UCP uses them: ECDSA and Ed25519 keys, header fields and the
 * derived components of a request. A signature that has anything else is not accepted.
 */

import type { Message } from '../provider.js';
import { fromBase64, isEqual, sha256, utf8 } from './bytes.js';
import { importKey, type PublicKey } from './public-key.js';

/** One signature of a message. */
interface Candidate {
  readonly label: string;
  /** `("@method" "@path");keyid="k"`, as it came. */
  readonly input: string;
  /** The names in it, with their parameters: `signature-agent;key="sig1"`. */
  readonly components: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** The keys that a message's signatures name. */
export function namedKeys(message: Message): readonly string[] {
  if (isTooLong(message)) return [];
  return candidatesIn(message).flatMap(({ parameters }) => parameters.keyid ?? []);
}

/**
 * Whether one of the message's signatures is of one of these keys, covers all that matters, and is of now.
 *
 * @param now in milliseconds
 */
export async function hasSignature(message: Message, keys: readonly PublicKey[], now: number): Promise<boolean> {
  if (isTooLong(message) || !(await isDigestRight(message))) return false;
  for (const candidate of candidatesIn(message)) {
    const key = keys.find(({ kid }) => kid === candidate.parameters.keyid);
    if (!key || !coversAll(message, candidate) || !isOfNow(candidate, now / 1000)) continue;
    const base = signatureBase(message, candidate);
    if (base === undefined) continue;
    const imported = await importKey(key);
    if (!imported) continue;
    if (await crypto.subtle.verify(imported.algorithm, imported.key, candidate.signature, utf8(base))) return true;
  }
  return false;
}

/** Longer than any that a business writes: what reads them shall not be kept busy. */
function isTooLong({ headers }: Message): boolean {
  const names = ['signature-input', 'signature', 'signature-agent', 'content-digest', 'ucp-agent'];
  return names.some((name) => (headers.get(name) ?? '').length > 4096);
}

function candidatesIn({ headers }: Message): readonly Candidate[] {
  const inputs = headers.get('signature-input') ?? '';
  const signatures = headers.get('signature') ?? '';
  return [...inputs.matchAll(/(?:^|,)\s*([a-z*][\w.*-]*)=(\(([^()]*)\)((?:;[a-z*][\w.*-]*(?:="[^"]*"|=[\w.-]+)?)*))/g)]
    .slice(0, 4)
    .flatMap(([, label = '', input = '', list = '', rest = '']) => {
      const encoded = signatures.match(new RegExp(`(?:^|,)\\s*${escaped(label)}=:([\\w+/=-]*):`))?.[1];
      const signature = encoded === undefined ? undefined : fromBase64(encoded);
      const components = [...list.matchAll(/"([^"]*)"(;key="[^"]*")?/g)].map(([, name, key = '']) => `${name}${key}`);
      const parameters = Object.fromEntries(
        [...rest.matchAll(/;([\w.*-]+)(?:="([^"]*)"|=([\w.-]+))?/g)].map(([, name, quoted, bare]) => [
          name,
          quoted ?? bare ?? '',
        ]),
      );
      // What is not understood would be signed differently.
      const isUnderstood = list.replace(/"[^"]*"(;key="[^"]*")?/g, '').trim() === '';
      return signature && isUnderstood ? [{ label, input, components, parameters, signature }] : [];
    });
}

function escaped(label: string): string {
  return label.replace(/[.*-]/g, '\\$&');
}

/** A signature that leaves out the body, the target or who speaks could be moved to another message. */
function coversAll({ headers, url }: Message, { components }: Candidate): boolean {
  const names = components.map((component) => component.replace(/;.*/, ''));
  const needed = ['@method', '@authority', '@path', 'content-digest', 'content-type'];
  if (url.search !== '') needed.push('@query');
  for (const header of ['idempotency-key', 'webhook-id', 'webhook-timestamp', 'ucp-agent', 'signature-agent'])
    if (headers.has(header)) needed.push(header);
  return needed.every((name) => names.includes(name)) && new Set(components).size === components.length;
}

function isOfNow({ parameters: { created, expires } }: Candidate, now: number): boolean {
  const isBefore = (time: string | undefined) => time !== undefined && !(Number(time) <= now + 300);
  return !isBefore(created) && (expires === undefined || Number(expires) >= now);
}

async function isDigestRight({ headers, body }: Message): Promise<boolean> {
  const digest = headers.get('content-digest')?.match(/(?:^|,)\s*sha-256=:([\w+/=-]*):/)?.[1];
  const bytes = digest === undefined ? undefined : fromBase64(digest);
  return bytes !== undefined && isEqual(bytes, await sha256(body));
}

/** What is signed; undefined if a component is missing or not known. */
function signatureBase(message: Message, { components, input }: Candidate): string | undefined {
  const lines = components.map((component) => {
    const [name = '', key] = component.split(';');
    const value = key ? memberOf(message, name, key.slice('key="'.length, -1)) : componentOf(message, name);
    return value === undefined ? undefined : `"${name}"${key ? `;${key}` : ''}: ${value}`;
  });
  return lines.includes(undefined) ? undefined : [...lines, `"@signature-params": ${input}`].join('\n');
}

function componentOf({ method, url, headers }: Message, name: string): string | undefined {
  switch (name) {
    case '@method':
      return method;
    case '@authority':
      return url.host;
    case '@scheme':
      return url.protocol.slice(0, -1);
    case '@target-uri':
      return url.href;
    case '@path':
      return url.pathname;
    case '@query':
      return url.search || '?';
    default:
      return name.startsWith('@') ? undefined : headers.get(name)?.trim();
  }
}

/** One member of a header that is a dictionary. */
function memberOf({ headers }: Message, name: string, key: string): string | undefined {
  const members = headers.get(name)?.match(/(?:[^",]+|"[^"]*"?)+/g) ?? [];
  const member = members.map((text) => text.trim()).find((text) => text.startsWith(`${key}=`));
  return member?.slice(key.length + 1);
}
