import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FollowedChannel } from './followed-channel.js';
import { readRecording, recordingNames } from './recorded.js';
import { reports, withoutFrames } from './reports.js';
import { playServer } from './server-side.js';

/** How many recordings README.md speaks of, those without frames among them. */
const recordings = 59;

describe('the Supabase transport, with recordings of a real Supabase server', () => {
  it('is compared with every recording', async () => {
    assert.deepEqual(Object.keys(reports).sort(), await recordingNames());
    assert.equal(Object.keys(reports).length + Object.keys(withoutFrames).length, recordings);
  });

  for (const [name, report] of Object.entries(reports)) {
    const [title = '', ...expected] = report.trim().split(/\n\s*/);
    it(`${title} (${name})`, async () => {
      const channels = await playServer(await readRecording(name));
      assert.deepEqual(summaryOf(channels), expected);
      for (const channel of channels) checkJoin(channel);
    });
  }
});

/** A line for each channel. Where there are many, equal ones count, and not when they were told. */
function summaryOf(channels: readonly FollowedChannel[]): readonly string[] {
  if (channels.length <= 20) return channels.map(({ summary }) => summary);
  const counts = new Map<string, number>();
  for (const { summary } of channels) {
    const untimed = summary.replace(/@\d+/g, '');
    counts.set(untimed, (counts.get(untimed) ?? 0) + 1);
  }
  return [...counts].map(([summary, count]) => `${count} channels: ${summary}`);
}

/** Our client joins in the mode of the recorded one, and each time with the token that it was given. */
function checkJoin({ join, ownJoin, orderId }: FollowedChannel): void {
  if (!ownJoin) return;
  const [joinRef, ref, topic, , payload] = ownJoin;
  const { config, access_token } = payload as {
    config: { private: boolean; postgres_changes: readonly object[] };
    access_token?: string;
  };
  assert.equal(joinRef, ref);
  assert.deepEqual([config.private, access_token], [join.isPrivate, join.token]);
  if (join.isPrivate) assert.equal(topic, join.topic);
  else
    assert.deepEqual(
      config.postgres_changes.map((binding) => 'filter' in binding && binding.filter),
      [`id=eq.${orderId}`],
    );
}
