import { expect } from '@esm-bundle/chai';
import { AlertSound, playChime } from '../../src/alerts/chime.js';
import { browserClock } from '../../src/environment/browser-environment.js';

const rate = 44_100;

async function render(volume: number): Promise<Float32Array> {
  const context = new OfflineAudioContext(1, rate * 2.5, rate);
  playChime(context, volume);
  return (await context.startRendering()).getChannelData(0);
}

const loudest = (samples: Float32Array) => samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);

describe('the chime', () => {
  it('is audible, does not clip, and fades out', async () => {
    const samples = await render(1);
    expect(loudest(samples)).to.be.within(0.3, 1);
    expect(loudest(samples.slice(rate * 2.2))).to.be.below(0.001);
  });

  it('is quiet as a sample', async () => {
    expect(loudest(await render(0.15))).to.be.within(0.02, 0.2);
  });
});

describe('the sound of an alert', () => {
  const unlock = (environment: Partial<ConstructorParameters<typeof AlertSound>[0]>, url?: string) =>
    new AlertSound({
      AudioContext: undefined,
      fetch: () => Promise.reject(new TypeError('no network in this test')),
      clock: { ...browserClock, setTimeout: (action) => queueMicrotask(action) },
      ...environment,
    }).unlock(url);

  const fakeContext = (state: AudioContextState) =>
    class {
      state = state;
      resume = () => (state === 'running' ? Promise.resolve() : new Promise(() => {}));
    } as unknown as typeof AudioContext;

  it('is not available without AudioContext', async () => {
    expect(await unlock({})).to.equal(false);
  });

  it('is not available while the browser waits for a tap', async () => {
    expect(await unlock({ AudioContext: fakeContext('suspended') })).to.equal(false);
  });

  it('is available after a tap', async () => {
    expect(await unlock({ AudioContext: fakeContext('running') })).to.equal(true);
  });

  it('falls back to the chime when the sound file cannot be loaded', async () => {
    expect(await unlock({ AudioContext: fakeContext('running') }, '/missing.mp3')).to.equal(true);
  });
});
