import { hostedDatabase, needed, whenSetUp } from '../_shared/hosted-project.ts';
import { readLinkTokens } from '../_shared/signing-key.ts';
import { createTrack, defaultTrackLimits } from '../_shared/track.ts';

const setting = (name: string) => Deno.env.get(name);

const track = whenSetUp('track', async () =>
  createTrack({
    database: hostedDatabase(setting),
    tokens: await readLinkTokens(needed(setting, 'TRACKING_SIGNING_KEY'), Date.now),
    now: Date.now,
    limits: defaultTrackLimits,
  }),
);

Deno.serve((request) => track(request));
