import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Recording, Step } from '../transports/supabase/recordings/recorded.js';
import { recordedIds } from '../transports/supabase/recordings/recorded.js';
import { type Comparable, FrameComparison, queueOf } from './compared-frames.js';
import { RecordedClient } from './recorded-client.js';
import type { RecordedProject } from './recorded-project.js';
import type { ReplayedScenario } from './recorded-scenarios.js';
import { statementOf } from './recorded-statements.js';
import { SimulatedClock } from './simulated-clock.js';
import { ToldChanges } from './told-changes.js';

/** What was sent with `realtime.send_binary`: the demo's database has no such function. */
const binaryEvent = 'bin';

/** Frames of a client that follow each other this fast arrive together, milliseconds. */
const burst = 2;

/** A statement may stand this long after the broadcast that it caused, milliseconds. */
const writtenLate = 50;

/**
 * Plays the client's side of a recording of a real Supabase Realtime server to the demo's endpoint, with simulated time,
 * and compares each answer: the same frames, in the same order, and nothing else. Returns the number of answers.
 */
export async function replay(project: RecordedProject, recording: Recording, scenario: ReplayedScenario) {
  const player = new Player(project, recording, scenario);
  await player.begin();
  return player.play();
}

class Player {
  readonly #project: RecordedProject;
  readonly #recording: Recording;
  readonly #scenario: ReplayedScenario;
  readonly #clock: SimulatedClock;
  readonly #clients = new Map<number, RecordedClient>();
  readonly #theirs = new FrameComparison(Object.values(recordedIds));
  readonly #ours = new FrameComparison(Object.values(recordedIds));
  readonly #done = new Set<Step>();
  readonly #told: ToldChanges;
  /** The last answer that was compared in each queue. */
  readonly #last = new Map<string, Comparable>();
  #url = '';
  #note = '';
  #compared = 0;

  constructor(project: RecordedProject, recording: Recording, scenario: ReplayedScenario) {
    this.#project = project;
    this.#recording = recording;
    this.#scenario = scenario;
    this.#clock = new SimulatedClock(recording.at);
    this.#told = new ToldChanges(recording);
  }

  async begin(): Promise<void> {
    const { before = '' } = this.#scenario;
    this.#url = await this.#project.begin(this.#clock, this.#scenario, this.#recording.orderA);
    if (before) await this.#project.run(before, this.#recording.at - 5000);
    await this.#project.feedRead();
  }

  async play(): Promise<number> {
    const { leftOut = {} } = this.#scenario;
    for (const [index, step] of this.#recording.steps.entries()) {
      if (step.kind === 'note') this.#note = step.note;
      if (this.#note in leftOut || this.#done.has(step)) continue;
      if ('socket' in step && (this.#isUnanswered(step.socket) || this.#isLeftOut(step))) continue;
      await this.#clock.advanceTo(this.#recording.at + step.t, () => this.#settle());
      await this.#perform(step, index);
    }
    await this.#settle();
    for (const [socket, client] of this.#clients) {
      if (this.#scenario.lost) this.#told.dropRest(client.frames);
      assert.deepEqual(client.frames.map(String), [], `nothing more is sent on socket ${socket}`);
    }
    for (const client of this.#clients.values()) await client.end(false);
    return this.#compared;
  }

  async #perform(step: Step, index: number): Promise<void> {
    switch (step.kind) {
      case 'note':
        return this.#take(step.note);
      case 'sql':
      case 'update':
        return this.#commit(step);
      case 'connect': {
        const arrived = this.#project.handshake();
        this.#clients.set(step.socket, new RecordedClient(`${this.#url}?${await this.#withOurTokens(step.query)}`));
        await arrived;
        return this.#settle();
      }
      case 'open':
        return this.#client(step.socket).opened();
      case 'refused':
        await this.#client(step.socket).closed();
        assert.deepEqual(this.#client(step.socket).refusal, { status: step.status, body: step.body }, this.#note);
        this.#compared += 1;
        return;
      case 'out':
      case 'outBytes': {
        const frame = step.kind === 'outBytes' ? step.bytes : await this.#textOf(step.frame);
        const isHeld = this.#isInBurst(step, index);
        this.#client(step.socket).send(frame, isHeld);
        if (!isHeld) await this.#settle();
        return;
      }
      case 'in':
      case 'inBytes': {
        if (step.kind === 'inBytes' && step.broadcast.event === binaryEvent) return;
        const expected = step.kind === 'in' ? this.#theirs.recorded(step.frame) : this.#broadcastOf(step);
        const received = await this.#next(this.#client(step.socket), expected, index);
        assert.deepEqual(received.shape, expected.shape, `at ${step.t} ms: ${this.#note}`);
        this.#compared += 1;
        return;
      }
      case 'close':
        if (step.by === 'server') {
          await this.#client(step.socket).closed();
          assert.equal(this.#client(step.socket).closedWith, step.code, 'the close code');
          this.#compared += 1;
        } else await this.#client(step.socket).end(step.by === 'network');
        return this.#settle();
    }
  }

  /** Whether the client's next frame follows at once. */
  #isInBurst({ t, socket }: Extract<Step, { kind: 'out' | 'outBytes' }>, index: number): boolean {
    const next = this.#recording.steps.slice(index + 1).find((step) => !this.#isLeftOut(step));
    return (next?.kind === 'out' || next?.kind === 'outBytes') && next.socket === socket && next.t - t < burst;
  }

  #broadcastOf(step: Extract<Step, { kind: 'inBytes' }>): Comparable {
    return this.#theirs.recordedBroadcast(step.broadcast);
  }

  /** What a note of the recording says that somebody did. */
  async #take(note: string): Promise<void> {
    const action = this.#scenario.actions?.[note];
    if (action) await action(this.#project);
    await this.#settle();
  }

  async #commit(step: Extract<Step, { kind: 'sql' | 'update' }>): Promise<void> {
    this.#done.add(step);
    if (this.#scenario.lost && step.kind === 'update' && !this.#told.anybody(step.version)) return;
    await this.#project.run(statementOf(step), this.#clock.now());
    await this.#project.feedRead();
    await this.#settle();
  }

  /** The next frame that the client got: of the expected topic, where topics are independent. */
  async #next(client: RecordedClient, expected: Comparable, index: number): Promise<Comparable> {
    for (;;) {
      if (this.#scenario.lost) this.#told.dropRest(client.frames);
      const found = this.#scenario.perTopic
        ? client.frames.findIndex((frame) => queueOf(frame) === expected.queue)
        : Math.sign(client.frames.length) - 1;
      const [frame] = found < 0 ? [] : client.frames.splice(found, 1);
      if (frame !== undefined) {
        const received = this.#ours.received(frame);
        const isRepeated = this.#scenario.repeats && isDeepStrictEqual(received, this.#last.get(received.queue));
        if (isRepeated && !isDeepStrictEqual(received, expected)) continue;
        this.#last.set(received.queue, received);
        return received;
      }
      const late = this.#recording.steps
        .slice(index)
        .find((step) => (step.kind === 'sql' || step.kind === 'update') && !this.#done.has(step));
      const { t } = this.#recording.steps[index] ?? { t: 0 };
      assert.ok(
        late && (late.kind === 'sql' || late.kind === 'update') && late.t <= t + writtenLate,
        `at ${t} ms, ${this.#note}: nothing came instead of ${JSON.stringify(expected)}`,
      );
      await this.#commit(late);
    }
  }

  #client(socket: number): RecordedClient {
    const client = this.#clients.get(socket);
    assert.ok(client, `socket ${socket} was not opened`);
    return client;
  }

  /** Whether a handshake never reached a server. It is not repeated. */
  #isUnanswered(socket: number): boolean {
    const mine = this.#recording.steps.filter((step) => 'socket' in step && step.socket === socket);
    return !mine.some((step) => step.kind === 'open' || (step.kind === 'refused' && !this.#isLeftOut(step)));
  }

  #isLeftOut(step: Step): boolean {
    const text = JSON.stringify(step.kind === 'in' || step.kind === 'out' ? step.frame : step);
    return (this.#scenario.without ?? []).some(([pattern]) => pattern.test(text));
  }

  /** Lets the server do everything that waits for nothing but its turn, and lets its frames arrive. */
  async #settle(): Promise<void> {
    for (const client of this.#clients.values()) await client.roundTrip();
    await this.#project.idle();
    for (const client of this.#clients.values()) await client.roundTrip();
  }

  async #textOf(frame: unknown): Promise<string> {
    return this.#withOurTokens(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** Puts tokens with the recorded claims in, signed with our secret. */
  async #withOurTokens(text: string): Promise<string> {
    let ours = text;
    for (const [placeholder, name = ''] of text.matchAll(/<(T\d+)>/g)) {
      const claims = this.#recording.tokens[name] ?? {};
      ours = ours.replace(placeholder, await this.#project.sign(claims, this.#recording.at));
    }
    return ours;
  }
}
