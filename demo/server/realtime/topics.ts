import type { BroadcastFrame, PlainBroadcast } from './frames.js';
import type { PresenceDiff, PresenceState } from './presence.js';
import { Presence } from './presence.js';

/** A joined channel, as others on its topic see it. */
export interface TopicMember {
  /** The topic without the prefix `realtime:`. */
  readonly name: string;
  readonly isPrivate: boolean;
  broadcast(message: BroadcastFrame | PlainBroadcast): void;
  presenceChanged(diff: PresenceDiff): void;
}

/** Which channels are joined to which topic. A public and a private channel of one name are two topics. */
export class Topics {
  readonly #members = new Map<string, Set<TopicMember>>();
  readonly #presence = new Presence<TopicMember>();

  add(member: TopicMember): void {
    const key = keyOf(member);
    const members = this.#members.get(key) ?? new Set();
    this.#members.set(key, members.add(member));
  }

  remove(member: TopicMember): void {
    const key = keyOf(member);
    const members = this.#members.get(key);
    if (!members?.delete(member)) return;
    if (members.size === 0) this.#members.delete(key);
    this.untrack(member);
  }

  /** Sends a message to everybody on a topic. `except` is the channel that sent it, if it does not want it back. */
  broadcast(topic: Topic, message: BroadcastFrame | PlainBroadcast, except?: TopicMember): void {
    for (const member of this.#members.get(keyOf(topic)) ?? []) {
      if (member !== except) member.broadcast(message);
    }
  }

  /** Who is present on a topic. */
  presenceOf(topic: Topic): PresenceState {
    return this.#presence.stateOf(keyOf(topic));
  }

  /** Makes a channel present under a key, or changes what it says of itself, and tells everybody on its topic. */
  track(member: TopicMember, presenceKey: string, payload: object): void {
    this.#tell(member, this.#presence.track(keyOf(member), member, presenceKey, payload));
  }

  untrack(member: TopicMember): void {
    const diff = this.#presence.untrack(keyOf(member), member);
    if (diff) this.#tell(member, diff);
  }

  #tell(topic: Topic, diff: PresenceDiff): void {
    for (const member of this.#members.get(keyOf(topic)) ?? []) member.presenceChanged(diff);
  }
}

type Topic = Pick<TopicMember, 'name' | 'isPrivate'>;

function keyOf({ name, isPrivate }: Topic): string {
  return `${isPrivate ? 'private' : 'public'}:${name}`;
}
