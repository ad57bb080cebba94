import { FakeSockets, type SentFrame, turn } from './fake-sockets.js';
import { FollowedChannel, joinOf, type RecordedJoin } from './followed-channel.js';
import { bytesOf, type RecordedBroadcast, type Recording, type Step } from './recorded.js';

/** A handshake of the recording, and what our client does on it. */
interface Handshake {
  readonly sockets: FakeSockets;
  /** In the order in which they began. */
  readonly channels: FollowedChannel[];
  /** Our client's refs of heartbeats, by those of the recorded client. */
  readonly heartbeats: Map<string, string>;
  isOpen: boolean;
}

/** Where the recorded client had no channel yet: a handshake that was refused. */
const noJoin: RecordedJoin = { joinRef: '', topic: '', isPrivate: false, bindings: [], token: undefined };

/**
 * Plays the server's side of a recording to our transport. Each channel that the recorded client joined is followed by
 * a connection of ours, and what our client sends decides how the answers are written: its refs, its topic, its filter.
 * Time is that of the recording. Returns the channels, in the order in which they began.
 *
 * Our client joins with its own configuration, so the server leaves out what it would not have sent for that: rows that
 * the filter excludes, and replayed messages.
 */
export async function playServer({ steps }: Recording): Promise<readonly FollowedChannel[]> {
  const handshakes = new Map<number, Handshake>();
  const all: FollowedChannel[] = [];
  let now = 0;

  const handshakeOf = (socket: number) => {
    const handshake = handshakes.get(socket);
    if (!handshake) throw new Error(`The recording uses socket ${socket} before its handshake.`);
    return handshake;
  };
  const follow = (handshake: Handshake, join: RecordedJoin) => {
    const channel = new FollowedChannel(join, handshake.sockets, () => now);
    handshake.channels.push(channel);
    all.push(channel);
    return channel;
  };

  for (const [index, step] of steps.entries()) {
    now = step.t;
    if (!('socket' in step)) continue;
    if (step.kind === 'connect') {
      const handshake = { sockets: new FakeSockets(), channels: [], heartbeats: new Map(), isOpen: false };
      handshakes.set(step.socket, handshake);
      follow(handshake, firstJoin(steps.slice(index), step.socket) ?? noJoin);
      await turn();
      continue;
    }
    const handshake = handshakeOf(step.socket);
    if (step.kind === 'open') {
      handshake.isOpen = true;
      handshake.sockets.newest.accept();
      await turn();
      handshake.channels[0]?.adopt();
    } else if (step.kind === 'out') {
      const join = joinOf(step.frame);
      if (!join) send(handshake, step.frame);
      else if (!handshake.channels.some(({ join: { joinRef } }) => joinRef === join.joinRef)) {
        const channel = follow(handshake, join);
        await turn();
        // Our client closes a socket with its last channel, and opens another one where the recorded one stays open.
        if (handshake.sockets.newest.readyState === 0) handshake.sockets.newest.accept();
        await turn();
        channel.adopt();
      }
    } else if (step.kind === 'in') answer(handshake, step.frame);
    else if (step.kind === 'inBytes') broadcast(handshake, step.broadcast);
    else if (step.kind === 'refused') for (const socket of handshake.sockets.opened) socket.end(1006);
    else if (step.kind === 'close') close(handshake, step);
    await turn();
  }
  return all;
}

function firstJoin(steps: readonly Step[], socket: number): RecordedJoin | undefined {
  for (const step of steps) {
    if (!('socket' in step) || step.socket !== socket) continue;
    if (step.kind === 'close') return undefined;
    const join = step.kind === 'out' ? joinOf(step.frame) : undefined;
    if (join) return join;
  }
  return undefined;
}

/** What the recorded client sent besides joins: our client is told to do the same, where it can. */
function send({ channels, heartbeats }: Handshake, frame: unknown): void {
  const { topic, ref, event, payload } = partsOf(frame);
  if (event === 'heartbeat') {
    const channel = channels.at(-1);
    channel?.connection.probe();
    const own = channel?.sentLast('heartbeat');
    if (own) heartbeats.set(String(ref), own[1]);
    return;
  }
  const channel = channels.findLast(({ join }) => join.topic === topic);
  if (event === 'phx_leave') channel?.leave();
  else if (event === 'access_token') channel?.renewToken(String((payload as { access_token: unknown }).access_token));
}

function partsOf(frame: unknown) {
  if (Array.isArray(frame)) {
    const [joinRef, ref, topic, event, payload]: readonly unknown[] = frame;
    return { joinRef, ref, topic, event, payload };
  }
  const { join_ref, ref, topic, event, payload } = frame as Readonly<Record<string, unknown>>;
  return { joinRef: join_ref, ref, topic, event, payload };
}

/** A text frame of the server. Frames of version 1.0.0, which our client never asks for, are passed on as they are. */
function answer({ channels, heartbeats }: Handshake, frame: unknown): void {
  if (!Array.isArray(frame)) {
    channels[0]?.hear(JSON.stringify(frame));
    return;
  }
  const { joinRef, ref, topic, event, payload } = partsOf(frame);
  if (topic === 'phoenix') {
    const own = heartbeats.get(String(ref));
    if (own !== undefined) channels.at(-1)?.hear(JSON.stringify([null, own, topic, event, payload]));
    return;
  }
  const channel = channels.findLast(({ join }) => join.topic === topic && (joinRef ?? join.joinRef) === join.joinRef);
  const own = channel?.ownJoin;
  if (!channel || !own || !isForOurs(own, event, payload)) return;
  const ownRef = ref === channel.join.joinRef ? own[0] : (ref && channel.sentLast('phx_leave')?.[1]) || null;
  const ownPayload = event === 'phx_reply' ? echo(payload, own) : payload;
  channel.hear(JSON.stringify([joinRef === null ? null : own[0], ownRef, own[2], event, ownPayload]));
}

/** Whether the server would have sent this for our client's join as well. */
function isForOurs([, , , , asked]: SentFrame, event: unknown, payload: unknown): boolean {
  const { config } = asked as { config: { broadcast: object; postgres_changes: { filter?: string }[] } };
  if (event === 'broadcast')
    return 'replay' in config.broadcast || !JSON.stringify(payload).includes('"replayed":true');
  if (event !== 'postgres_changes') return true;
  const { data } = payload as { data: { record?: { id?: string }; old_record?: { id?: string } } };
  const id = data.record?.id ?? data.old_record?.id;
  return id === undefined || config.postgres_changes.some(({ filter }) => filter === `id=eq.${id}`);
}

/** The server gives back the bindings that were asked for: ours, with the recorded ids. */
function echo(payload: unknown, [, , , , asked]: SentFrame): unknown {
  const { response } = payload as { response?: { postgres_changes?: readonly object[] } };
  const recorded = response?.postgres_changes;
  if (!recorded) return payload;
  const { config } = asked as { config: { postgres_changes: readonly object[] } };
  const bindings = config.postgres_changes.map((binding, index) => ({ ...recorded[index], ...binding }));
  return { ...(payload as object), response: { postgres_changes: bindings } };
}

function broadcast({ channels }: Handshake, recorded: RecordedBroadcast): void {
  const channel = channels.findLast(({ join }) => join.topic === recorded.topic);
  const topic = channel?.ownJoin?.[2];
  if (channel && topic !== undefined) channel.hear(bytesOf({ ...recorded, topic }));
}

function close({ sockets, channels }: Handshake, { by, code }: Extract<Step, { kind: 'close' }>): void {
  if (by === 'client') for (const channel of channels) channel.leave();
  else for (const socket of sockets.opened) if (socket.readyState < 2) socket.end(code);
}
