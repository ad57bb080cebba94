import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readRecording, recordingNames } from '../transports/supabase/recordings/recorded.js';
import { RecordedProject } from './recorded-project.js';
import { scenarios } from './recorded-scenarios.js';
import { replay } from './recording-replay.js';

describe('the Realtime endpoint, compared with recordings of a real Supabase server', () => {
  let project: RecordedProject;

  before(async () => {
    project = await RecordedProject.start();
  });
  after(() => project.close());

  it('is compared with every recording', async () => {
    assert.deepEqual(Object.keys(scenarios).sort(), await recordingNames());
  });

  for (const [name, scenario] of Object.entries(scenarios)) {
    if ('omitted' in scenario) continue;
    it(`${scenario.title} (${name})`, async () => {
      const compared = await replay(project, await readRecording(name), scenario);
      assert.ok(compared > 0, 'the recording has no answers to compare');
    });
  }
});
