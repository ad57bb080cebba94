import { follow } from '../../order/field-map/follow-path.js';
import type { Outside } from '../provider.js';
import { readAnswer } from '../read-answer.js';
import { keysIn, type PublicKey } from '../signature/public-key.js';

/** How long the keys of a profile are kept, in ms. */
const keptFor = 5 * 60_000;
/** A key that is not among them may be new; so often are they read again at most, in ms. */
const pause = 30_000;

/** Where profiles have keys. While businesses change from one version to the next, a key in either place counts. */
const places = ['keys', 'ucp.keys', 'signing_keys', 'ucp.signing_keys'];

interface Kept {
  readonly keys: readonly PublicKey[];
  readonly readAt: number;
  /** Why they could not be read. */
  readonly failure?: unknown;
}

/** By how the keys were read, so that nothing of one relay is left to another. */
const kept = new WeakMap<typeof fetch, Map<string, Kept>>();

/** The signing keys in a business's profile; those of before while it cannot be read. Rejects if there are none. */
export async function keysOfProfile(
  profile: string,
  named: readonly string[],
  { fetch, now }: Outside,
): Promise<readonly PublicKey[]> {
  const profiles = kept.get(fetch) ?? new Map<string, Kept>();
  kept.set(fetch, profiles);
  const known = profiles.get(profile);
  const age = known ? now() - known.readAt : Number.POSITIVE_INFINITY;
  const isKnown = known?.keys.some(({ kid }) => named.includes(kid));
  if (known && age < (isKnown ? keptFor : pause)) {
    if (known.failure !== undefined && !isKnown) throw known.failure;
    return known.keys;
  }
  try {
    const { content } = await readAnswer(fetch, profile, { Accept: 'application/json' });
    const keys = places.flatMap((place) => keysIn(follow(content, place)));
    profiles.set(profile, { keys, readAt: now() });
    return keys;
  } catch (failure) {
    // Whoever sends a forged message while a profile is away causes no further request.
    profiles.set(profile, { keys: known?.keys ?? [], readAt: now(), failure });
    if (isKnown && known) return known.keys;
    throw failure;
  }
}
