/**
 * What the transport reports for each recording. The first line says it in words. Then there is a line for each channel
 * that the recorded client joined, in that order: `opened@25 confirmed@1776` in ms since the channel began, the versions
 * of the payloads (`v6..v8`, or the number that a message had, `n4`), `alive`, `unreadable`, `lost:<kind>`.
 */
export const reports: Readonly<Record<string, string>> = {
  a1_update_cold: `
    is confirmed when the database is, 1.8 s after a cold join, and then hears every change
    opened@26 confirmed@1776 v6..v8`,
  a2_update_warm: `
    is confirmed within milliseconds on a warm server
    opened@4 confirmed@7 v9..v11`,
  a3_updates_before_system_ok: `
    misses nothing on a warm server
    opened@4 confirmed@10 v12..v23`,
  a3b_updates_before_system_ok_cold: `
    is not confirmed while a cold server still loses changes: 24 to 42 never came
    opened@22 confirmed@2992 v43..v48`,
  a4_replica_identity_full: `
    reads the new row where the old one comes whole
    opened@3 confirmed@10 v49`,
  a5_all_events_insert_delete: `
    hears of the insert, and loses a deleted order; the other order hears nothing of it
    opened@3 confirmed@12 v1..v2 lost:not-found@1988
    opened@5 confirmed@12`,
  a6_two_bindings_one_channel: `
    hears the three changes of one transaction in order
    opened@9 confirmed@14 v50..v53`,
  b1_rls_blocks_other_order: `
    is confirmed and hears nothing with the token of another order
    opened@5 confirmed@8`,
  b2_no_filter_rls_selects: `
    hears its own order alone
    opened@5 confirmed@11 v56`,
  b3_no_select_privilege_401: `
    reports a role without the privilege to read as forbidden
    opened@4 confirmed@6 lost:forbidden@183`,
  b4_anon_key_only: `
    is confirmed and hears nothing with the key alone
    opened@4 confirmed@7`,
  c1_connect_bad_apikeys_raw: `
    cannot know why a handshake is refused: the browser says 1006 for each bad key
    lost:network@2008
    lost:network@2003
    lost:network@2003
    lost:network@2003
    lost:network@2003
    lost:network@2003
    lost:network@2004`,
  c2_client_bad_apikey: `
    reports each refused handshake once
    lost:network@2004
    lost:network@2004
    lost:network@2004
    lost:network@2004`,
  c3_join_bad_tokens_raw: `
    reports bad tokens as auth, an unknown role as config, and confirms joins with the key
    lost:auth@5009
    lost:auth@5003
    lost:auth@5003
    lost:auth@5003
    lost:auth@5004
    lost:network@5003
    opened@5 lost:config@9
    opened@2 confirmed@5
    opened@3 confirmed@5`,
  c4_client_join_wrong_signature: `
    reports a token of another secret as auth each time
    lost:auth@5005
    lost:auth@5003
    lost:auth@5004
    lost:auth@5004`,
  c5_setauth_garbage_after_join: `
    reports a renewed token that is none as auth
    opened@4 confirmed@7 v59 lost:auth@815`,
  d1_expired_at_join: `
    reports a token that has expired before the join as auth
    lost:auth@5011
    lost:auth@5003
    lost:auth@5003`,
  d2_expires_mid_connection: `
    loses the channel as auth at the moment when its token expires
    opened@6 confirmed@30 v61..v68 lost:auth@8007`,
  d3_renewed_by_setAuth_token: `
    misses nothing when the token is renewed, and is confirmed again
    opened@5 confirmed@8 v81..v85 confirmed@4941 v86..v95`,
  d4_manual_setAuth_then_heartbeat: `
    is alive at each answered heartbeat
    opened@5 confirmed@9 v96..v99 alive v100..v102 alive v103..v106 alive v107..v110 alive v111`,
  d5_accessToken_callback_renews: `
    misses nothing through three renewals
    opened@4 confirmed@7 v112..v115 alive v116..v119 alive v120 confirmed@7508 v121..v122 alive v123..v126 alive v127..v129 confirmed@14781 v130 alive v131..v134 alive v135`,
  d6_claims_change_by_setAuth: `
    hears its order until the token is another’s
    opened@4 confirmed@6 v136..v139 confirmed@2021`,
  d7_manual_setAuth_lost_on_reconnect: `
    hears nothing where the page joins again with the key
    opened@956 confirmed@2902 v267 lost:network@3916
    opened@4 confirmed@11`,
  d8_manual_setAuth_lost_when_connected_first: `
    hears nothing once the page has put the key back
    opened@5
    opened@2 confirmed@7 v274..v278 confirmed@2937`,
  d9_accessToken_option_survives_reconnect: `
    loses a broken connection as network, and hears on after the next join
    opened@4 confirmed@7 v284 lost:network@1016
    opened@5 confirmed@9 v287..v296`,
  e1_private_broadcast_ok: `
    is confirmed by the first message where the server does not say it, and cannot read bytes
    opened@11 confirmed@520 v7 v149 n1..n2 unreadable`,
  e2_private_broadcast_denied: `
    reports the private channel of another order as forbidden each time
    lost:forbidden@5013
    lost:forbidden@5007
    lost:forbidden@5006`,
  e3_public_channel_same_topic: `
    takes nothing from the public channel of the same name
    opened@4`,
  e4_replay: `
    is confirmed by the server once messages arrive
    opened@8 confirmed@8 n4`,
  e5_private_setAuth_revoked: `
    reports the token of another order as forbidden
    opened@7 lost:forbidden@512`,
  e6_private_exp_mid_connection: `
    loses the private channel as auth at the moment when its token expires
    opened@6 confirmed@9 n0..n7 lost:auth@8005`,
  e7_replay_on_rejoin: `
    asks for no replay, so what was sent while it was away is for a read to find
    opened@32 confirmed@543 n1..n2 lost:network@1043
    opened@7 confirmed@2009 n7..n36 lost:network@2529
    opened@7`,
  e8_replay_bad: `
    reports a refused replay as a failure of the channel
    opened@6
    opened@9
    lost:network@5007
    opened@8`,
  f1_heartbeats: `
    is alive at each answered heartbeat, without a binding too
    opened@5 3 × alive`,
  f2_no_heartbeat_raw: `
    reports a socket that the server closes after a silent minute as server-closing
    opened@2 lost:server-closing@66015`,
  f3_heartbeat_timeout_frozen_server: `
    hears nothing of a late answer once it has left, and opens another socket
    opened@5 confirmed@8
    opened@5511 confirmed@5515 5 × alive`,
  g1_sigterm_restart: `
    reports a server that stops as server-closing, one that is away as network, and is confirmed again
    opened@4 confirmed@2086 v824 lost:server-closing@3113
    opened@11 confirmed@2090 v824 lost:server-closing@3111
    lost:network@1
    lost:network@0
    lost:network@0
    opened@27 confirmed@2445 v851..v874
    opened@36 confirmed@324 v847..v874`,
  g2_sigkill_restart: `
    reports a killed server as network, and is confirmed again
    opened@6 confirmed@18 v875 lost:network@1100
    opened@6 confirmed@25 v875 lost:network@1095
    lost:network@1
    lost:network@1
    opened@33 confirmed@1521 v887..v925
    opened@46 confirmed@216 v884..v925`,
  h1_bad_filters: `
    reports tables and filters that cannot work as config, and an id of another kind as not-found
    opened@4 lost:config@8
    opened@5 lost:config@9
    opened@4 lost:config@6
    opened@5 lost:config@10
    opened@8 lost:config@8
    opened@4 lost:config@4
    opened@7 lost:not-found@14
    opened@4 confirmed@6 v259
    opened@5 confirmed@8 v260
    opened@6 lost:overload@9
    opened@5 confirmed@9 v262
    opened@6 confirmed@9 v263
    opened@6 confirmed@16 v264
    opened@5 lost:config@8`,
  h2_bad_filter_retry: `
    reports a table that does not exist once
    opened@5 lost:config@7`,
  i2_postgres_down_10s: `
    stays connected while the database is away: 419, 420 and 419 to 432 never came
    opened@6 confirmed@17 v418 v421..v446 alive v447..v495 alive v496..v538
    opened@11 confirmed@23 v418 v433..v446 alive v447..v495 alive v496..v538`,
  i2b_postgres_crash_quick_restart: `
    stays connected while the database restarts: 540 and 540 to 568 never came
    opened@6 confirmed@20 v539 v541..v586 alive v587..v629
    opened@12 confirmed@22 v539 v569..v587 alive v588..v629`,
  i3_terminate_cdc_backend: `
    stays connected when the database cuts the server off: 631 never came as a change
    opened@8 confirmed@21 v630 v632..v669
    opened@12 confirmed@23 v630..v670`,
  i4_join_while_postgres_down: `
    reports a database that is away as overload, on both kinds of channel
    opened@6 lost:overload@7
    silent
    silent
    silent
    lost:overload@6509
    opened@7 confirmed@450 v985..v1005`,
  i5_join_while_postgres_down_cold: `
    reports a server without its database as network, and the older of two joins as ended
    lost:network@5
    lost:network@13711
    lost:network@12997
    opened@39 lost:server-closing@44
    opened@32 confirmed@1443 v1028..v1065`,
  j1_too_many_channels: `
    reports too many channels as overload
    opened@29
    opened@22
    opened@23
    lost:overload@5025
    silent
    lost:overload@9000
    lost:overload@9032`,
  j2_too_many_joins: `
    reports too many joins as overload, and the closed socket on every channel
    30 channels: opened lost:server-closing
    1 channels: lost:overload
    90 channels: silent
    60 channels: lost:server-closing
    91 channels: opened`,
  j3_too_many_users: `
    cannot know that there are too many users: the browser says 1006
    opened@31
    opened@5
    lost:network@2005
    lost:network@2004
    lost:network@2005
    lost:network@2004
    lost:network@2004
    lost:network@2004
    lost:network@985
    opened@4 lost:server-closing@6
    opened@2`,
  j4_too_many_events: `
    cannot know of dropped messages: 682 to 702 and more never came
    opened@26 confirmed@1422 v671..v681 v703..v720 alive v762..v780
    opened@43 confirmed@1935 v671..v683 alive v763..v782`,
  k1_vsn1: `
    reports every frame of version 1 as unreadable, and is never joined
    12 × unreadable
    11 × unreadable
    3 × unreadable`,
  k2_vsn2: `
    hears the table and the private channel on one socket, and no broadcast of others
    opened@6 confirmed@13 v792
    opened@7 confirmed@14 v792
    opened@2`,
  k3_vsn_unknown_raw: `
    reports refused versions as network, and nothing of answers to frames that it did not send
    lost:network@2
    lost:network@3
    unreadable
    silent`,
  l1_token_race: `
    is confirmed and hears nothing where the join has no token
    opened@5 confirmed@14`,
  l2_private_token_race: `
    reports the private channel without a token as forbidden, and joins with one
    lost:forbidden@5008
    opened@6`,
  m1_same_topic_twice_raw: `
    ends the older of two joins, and hears on the newer
    opened@10 confirmed@14 lost:server-closing@1512
    opened@3 confirmed@7 v794`,
  m2_wait_option: `
    is confirmed by the database, not by the reply
    opened@5 confirmed@8 v823`,
  n1_failing_join_blocks_socket: `
    hears everything late that a refused join beside it held back
    opened@6 confirmed@17 v795..v822
    lost:forbidden@5006
    lost:forbidden@5006`,
  n2_payload_limits: `
    reports messages over 64 kB as unreadable, and cannot know of those that were dropped
    opened@6 2 × unreadable`,
};

/** Recordings of the session that are not kept here, and why. */
export const withoutFrames: Readonly<Record<string, string>> = {
  latency: 'It holds measured times, from commit to callback, and no frames.',
};
