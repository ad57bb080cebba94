import { expect } from '@esm-bundle/chai';
import { CodePart } from '../../src/environment/code-part.js';

describe('code that comes on demand', () => {
  it('is loaded once, and is there at once from then on', async () => {
    let loads = 0;
    const part = new CodePart(async () => ++loads);
    expect(part.code).to.equal(undefined);
    expect(await Promise.all([part.load(), part.load()])).to.deep.equal([1, 1]);
    expect(part.code).to.equal(1);
    expect(await part.load()).to.equal(1);
  });

  it('is absent without an error where it cannot be loaded, and is not asked for again at once', async () => {
    let loads = 0;
    const part = new CodePart(async () => {
      loads += 1;
      throw new Error('404');
    });
    expect(await part.load()).to.equal(undefined);
    expect(await part.load()).to.equal(undefined);
    expect(loads).to.equal(1);
  });

  it('is asked for again at the next need, 5 s after a failure', async () => {
    const { now } = performance;
    let isGone = true;
    const part = new CodePart(() => (isGone ? Promise.reject(new Error('404')) : Promise.resolve('code')));
    await part.load();
    isGone = false;
    try {
      performance.now = () => now.call(performance) + 5_001;
      expect(await part.load()).to.equal('code');
    } finally {
      performance.now = now;
    }
  });
});
