import { randomBytes } from 'node:crypto';

/** What one channel says of itself, with the names that Phoenix gives to each version of it. */
type Meta = Readonly<Record<string, unknown>> & { readonly phx_ref: string };

/** Everybody who is present, by key: a person with two open pages has two entries. */
export type PresenceState = Readonly<Record<string, { readonly metas: readonly Meta[] }>>;

export interface PresenceDiff {
  readonly joins: PresenceState;
  readonly leaves: PresenceState;
}

interface Tracked {
  readonly key: string;
  readonly meta: Meta;
}

/** Who is present on which topic, in the words of Phoenix's presence. */
export class Presence<Member> {
  readonly #topics = new Map<string, Map<Member, Tracked>>();

  stateOf(topic: string): PresenceState {
    const state: Record<string, { metas: Meta[] }> = {};
    for (const { key, meta } of this.#topics.get(topic)?.values() ?? []) {
      state[key] = { metas: [...(state[key]?.metas ?? []), meta] };
    }
    return state;
  }

  track(topic: string, member: Member, key: string, payload: object): PresenceDiff {
    const members = this.#topics.get(topic) ?? new Map<Member, Tracked>();
    this.#topics.set(topic, members);
    const before = members.get(member);
    const meta: Meta = {
      ...payload,
      phx_ref: randomBytes(9).toString('base64url'),
      ...(before && { phx_ref_prev: before.meta.phx_ref }),
    };
    members.set(member, { key, meta });
    return { joins: only(key, meta), leaves: before ? only(before.key, before.meta) : {} };
  }

  /** `undefined` if the member was not present. */
  untrack(topic: string, member: Member): PresenceDiff | undefined {
    const members = this.#topics.get(topic);
    const before = members?.get(member);
    if (!members || !before) return undefined;
    members.delete(member);
    if (members.size === 0) this.#topics.delete(topic);
    return { joins: {}, leaves: only(before.key, before.meta) };
  }
}

function only(key: string, meta: Meta): PresenceState {
  return { [key]: { metas: [meta] } };
}
