import type { RealtimeLimits } from '../../demo/server/realtime/realtime-socket.js';
import { recordedIds } from '../transports/supabase/recordings/recorded.js';
import type { RecordedProject } from './recorded-project.js';

/** How a recording is replayed. */
export interface ReplayedScenario {
  /** What the endpoint does, for the test's name. */
  readonly title: string;
  readonly limits?: Partial<RealtimeLimits>;
  /** Whether the trigger that broadcasts changes is on. */
  readonly broadcasts?: true;
  /** Two channels of one socket are independent: only the order within each is compared. */
  readonly perTopic?: true;
  /** Why updates that the real server told nobody of are not run: our endpoint would tell them. */
  readonly lost?: string;
  /** SQL that runs first. */
  readonly before?: string;
  /** Parts of the recording that are not replayed, from a note to the next one, and why. */
  readonly leftOut?: Readonly<Record<string, string>>;
  /** Frames and handshakes that are not replayed, by what is in them, and why. */
  readonly without?: readonly (readonly [RegExp, string])[];
  /** Whether our endpoint may send an answer more often than the real server did. */
  readonly repeats?: true;
  /** What to do at a note. */
  readonly actions?: Readonly<Record<string, (project: RecordedProject) => void | Promise<void>>>;
}

/** A recording that is not replayed, and why. */
export interface OmittedScenario {
  readonly omitted: string;
}

const cold = 'The real server subscribed to PostgreSQL seconds after the join, and lost what came before.';
const reconnects = 'The real server found out after seconds that it had lost its connections to the database.';
const sendBroadcasts = async (project: RecordedProject) =>
  project.run('alter table public.orders enable trigger orders_broadcast');
const { A } = recordedIds;

export const scenarios: Readonly<Record<string, ReplayedScenario | OmittedScenario>> = {
  a1_update_cold: { title: 'sends the changes of the filtered order until the client leaves the channel' },
  a2_update_warm: { title: 'sends the changes of the filtered order and of no other' },
  a3_updates_before_system_ok: { title: 'sends changes from the join on' },
  a3b_updates_before_system_ok_cold: { title: 'sends changes from the confirmation on', lost: cold },
  a4_replica_identity_full: {
    title: 'sends the whole old row where the replica identity is full',
    actions: {
      'alter table public.orders replica identity full': (project) =>
        project.run('alter table public.orders replica identity full'),
    },
  },
  a5_all_events_insert_delete: { title: 'sends inserts and deletes, and deletes to everybody' },
  a6_two_bindings_one_channel: { title: 'names both bindings that a change fits' },
  b1_rls_blocks_other_order: { title: 'sends nothing of an order that the token may not read' },
  b2_no_filter_rls_selects: { title: 'lets row level security choose where there is no filter' },
  b3_no_select_privilege_401: { title: 'sends an error without data when the role has no select privilege' },
  b4_anon_key_only: { title: 'confirms, and sends nothing, with the key alone' },
  c1_connect_bad_apikeys_raw: {
    title: 'refuses handshakes with a bad key, after two seconds',
    leftOut: { 'unknown tenant host': 'The demo is one project, whatever its host is called.' },
  },
  c2_client_bad_apikey: { title: 'refuses each of the client’s handshakes with a bad key' },
  c3_join_bad_tokens_raw: { title: 'refuses a join with a bad token, after five seconds' },
  c4_client_join_wrong_signature: { title: 'refuses each join with a token of another secret' },
  c5_setauth_garbage_after_join: { title: 'closes a channel when its renewed token is malformed' },
  d1_expired_at_join: { title: 'says for how long a token has expired' },
  d2_expires_mid_connection: { title: 'closes a channel at the moment when its token expires' },
  d3_renewed_by_setAuth_token: { title: 'goes on with a renewed token, and confirms it later', perTopic: true },
  d4_manual_setAuth_then_heartbeat: { title: 'sends changes between heartbeats', perTopic: true },
  d5_accessToken_callback_renews: {
    title: 'goes on through several renewals',
    perTopic: true,
    limits: { resubscribeDelay: 1500 },
  },
  d6_claims_change_by_setAuth: { title: 'reads with the old claims until it confirms the new ones' },
  d7_manual_setAuth_lost_on_reconnect: { title: 'sends nothing once the client joins with the key', lost: cold },
  d8_manual_setAuth_lost_when_connected_first: {
    title: 'reads with the newest of two tokens that come together',
    perTopic: true,
    limits: { resubscribeDelay: 2400 },
  },
  d9_accessToken_option_survives_reconnect: { title: 'sends changes again after the connection broke', lost: cold },
  e1_private_broadcast_ok: {
    title: 'sends messages from the database to a private channel, and takes none from its clients',
    actions: { 'trigger realtime.broadcast_changes enabled': sendBroadcasts },
  },
  e2_private_broadcast_denied: { title: 'refuses the private channel of another order, also when it is tried again' },
  e3_public_channel_same_topic: { title: 'does not send private messages to the public channel of the same name' },
  e4_replay: { title: 'replays the messages since a time, and says when new ones arrive' },
  e5_private_setAuth_revoked: { title: 'closes a private channel when the renewed token is for another order' },
  e6_private_exp_mid_connection: { title: 'closes a private channel at the moment when its token expires' },
  e7_replay_on_rejoin: { title: 'replays the newest messages at each join' },
  e8_replay_bad: {
    title: 'replays 1 to 25 messages, and refuses a time that is none',
    before: Array.from(
      { length: 36 },
      (_, n) => `select realtime.send('{"n": ${n + 1}}', 'status', 'order:${A}')`,
    ).join(';'),
  },
  f1_heartbeats: { title: 'answers heartbeats' },
  f2_no_heartbeat_raw: { title: 'closes a socket that sends nothing for a minute' },
  f3_heartbeat_timeout_frozen_server: {
    omitted: 'The server process was stopped with SIGSTOP; its frames are those of f1 and a2.',
  },
  g1_sigterm_restart: {
    title: 'closes with 1012 when it stops, and serves the rejoin',
    broadcasts: true,
    perTopic: true,
    lost: cold,
    actions: { 'SIGTERM sent': (project) => project.stop(1012) },
  },
  g2_sigkill_restart: {
    title: 'serves the rejoin after its sockets broke',
    broadcasts: true,
    perTopic: true,
    lost: cold,
  },
  h1_bad_filters: { title: 'reports an invalid table, column, filter or value' },
  h2_bad_filter_retry: { title: 'does not try an invalid table again' },
  i2_postgres_down_10s: {
    title: 'stays silent while the database is away, and goes on when it is back',
    broadcasts: true,
    perTopic: true,
    lost: reconnects,
  },
  i2b_postgres_crash_quick_restart: {
    title: 'stays silent while the database restarts',
    broadcasts: true,
    perTopic: true,
    lost: reconnects,
  },
  i3_terminate_cdc_backend: {
    title: 'stays silent when its connections to the database are cut',
    broadcasts: true,
    perTopic: true,
    lost: reconnects,
  },
  i4_join_while_postgres_down: {
    title: 'confirms changes once the database is back, and refuses private channels before',
    broadcasts: true,
    perTopic: true,
    lost: reconnects,
    repeats: true,
    without: [
      [/CaseClauseError/, 'One of the answers while the database is away quotes the code of the real server.'],
      [/^\["13","13",/, 'The real server refused a join for 19 s after the database was back; ours does not.'],
    ],
    actions: {
      'postgres stopped': (project) => {
        project.isDown = true;
      },
      'postgres started': (project) => {
        project.isDown = false;
      },
    },
  },
  i5_join_while_postgres_down_cold: {
    title: 'joins one topic many times, when the database is back',
    perTopic: true,
    lost: cold,
    without: [[/"Internal Server Error"/, 'The demo needs no database to check a key.']],
  },
  j1_too_many_channels: { title: 'refuses channels beyond the limit', limits: { maximumChannels: 3 } },
  j2_too_many_joins: {
    title: 'refuses joins beyond the limit, and closes the socket with 1001',
    limits: { maximumJoinsPerSecond: 1 },
    without: [[/^\["(126|129)",/, 'These joins arrived while the real server decided to close the socket.']],
  },
  j3_too_many_users: { title: 'refuses handshakes beyond the limit of users with 429', limits: { maximumUsers: 2 } },
  j4_too_many_events: {
    omitted:
      'Which messages are dropped depends on when the counters of the real server began; realtime-endpoint.node.test.ts says what the endpoint drops.',
  },
  k1_vsn1: { title: 'supports version 1.0.0 of the serializer', broadcasts: true, perTopic: true },
  k2_vsn2: {
    title: 'supports version 2.0.0, and broadcasts of clients to each other',
    broadcasts: true,
    perTopic: true,
  },
  k3_vsn_unknown_raw: { title: 'refuses unknown versions, and ignores malformed frames' },
  l1_token_race: { title: 'takes the key where a join has no token' },
  l2_private_token_race: { title: 'refuses a private channel without a token, and takes the rejoin with one' },
  m1_same_topic_twice_raw: { title: 'closes the older channel when the client joins the same topic twice' },
  m2_wait_option: { title: 'ignores the option to wait for the changes' },
  n1_failing_join_blocks_socket: { title: 'sends late what came while it held back a refusal', perTopic: true },
  n2_payload_limits: { title: 'drops a broadcast that is too large' },
};
