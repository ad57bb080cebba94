import type { FakeSocket } from '../../support/fake-socket-server.js';

/** What a real server sent after one join. Copied byte for byte; tokens and addresses were left out. */
export interface Recording {
  readonly topic: string;
  readonly joinRef: string;
  /** What the recorded client asked for in its join. */
  readonly config: unknown;
  readonly frames: readonly ({ readonly text: string } | { readonly base64: string })[];
}

/** The order that the recordings are about. */
export const recordedOrder = '11111111-1111-4111-8111-111111111111';

/**
 * Plays a recording to the newest join on a socket, in its own topic and refs. `until` ends it before the first frame
 * that has this text in it.
 */
export function play({ topic, joinRef, frames }: Recording, socket: FakeSocket, until?: string): void {
  const join = socket.sent.filter((message) => Array.isArray(message) && message[3] === 'phx_join').at(-1);
  if (!Array.isArray(join)) throw new Error('nothing has been joined');
  const [ourRef, , ourTopic]: readonly unknown[] = join;
  const ours = (ref: unknown) => (ref === joinRef ? ourRef : ref);

  for (const frame of frames) {
    if ('base64' in frame) {
      if (ourTopic !== topic) throw new Error('a binary frame cannot be moved to another topic');
      socket.say(bytesOf(frame.base64));
      continue;
    }
    if (until !== undefined && frame.text.includes(until)) return;
    const [messageJoinRef, ref, , event, payload]: readonly unknown[] = JSON.parse(frame.text);
    socket.say([ours(messageJoinRef), ours(ref), ourTopic, event, echo(payload, join[4])]);
  }
}

/** The server gives back what was asked for, with its own ids: ours, where we asked for something else. */
function echo(payload: unknown, asked: unknown): unknown {
  const { response } = payload as { response?: { postgres_changes?: object[] } };
  if (!response?.postgres_changes) return payload;
  const { config } = asked as { config: { postgres_changes: object[] } };
  const recorded = response.postgres_changes;
  const bindings = config.postgres_changes.map((binding, index) => ({ ...recorded[index], ...binding }));
  return { ...(payload as object), response: { postgres_changes: bindings } };
}

function bytesOf(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer;
}
