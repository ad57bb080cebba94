import { expect } from '@esm-bundle/chai';
import { consumeTrackingLink, forgetTrackingLink } from '../../src/tracker/tracking-link.js';

class FakePage {
  state: unknown;
  address: URL;
  mayChange = true;
  readonly history: Pick<History, 'state' | 'replaceState'>;

  constructor(address: string, state: unknown = null) {
    const page = this;
    this.address = new URL(address, 'https://example.com');
    this.state = state;
    this.history = {
      get state(): unknown {
        return page.state;
      },
      replaceState(next: unknown, _title: string, url?: string | URL | null): void {
        if (!page.mayChange) throw new DOMException('not here', 'SecurityError');
        page.state = next;
        page.address = new URL(url ?? page.address, page.address);
      },
    };
  }

  get location(): URL {
    return this.address;
  }
}

describe('consumeTrackingLink', () => {
  it('removes the capability from the address and keeps it in history.state', () => {
    const page = new FakePage('/confirmation?order_id=7#track=s3cret');
    expect(consumeTrackingLink(page)).to.equal('s3cret');
    expect(page.address.href).to.equal('https://example.com/confirmation?order_id=7');
    expect(page.state).to.deep.equal({ orderStatusTracker: { capability: 's3cret' } });
    expect(consumeTrackingLink(page)).to.equal('s3cret');
  });

  it('keeps the rest of the fragment and of history.state', () => {
    const page = new FakePage('/#menu&track=s3cret&x=1', { scroll: 5, orderStatusTracker: { other: true } });
    consumeTrackingLink(page);
    expect(page.address.hash).to.equal('#menu&x=1');
    expect(page.state).to.deep.equal({ scroll: 5, orderStatusTracker: { other: true, capability: 's3cret' } });
  });

  it('decodes a capability that is percent-encoded', () => {
    expect(consumeTrackingLink(new FakePage('/#track=a%2Bb'))).to.equal('a+b');
  });

  for (const fragment of ['', '#', '#menu', '#tracks=1', '#track=', '#track=%E0%A4%A', `#track=${'x'.repeat(513)}`]) {
    it(`finds no capability in "${fragment.slice(0, 20)}"`, () => {
      const page = new FakePage(`/${fragment}`);
      expect(consumeTrackingLink(page)).to.equal(undefined);
      expect(page.address.hash).not.to.contain('track=');
      expect(page.state).to.equal(null);
    });
  }

  it('keeps the capability for a reload when the page went to another fragment', () => {
    const page = new FakePage('/#track=s3cret');
    const known = consumeTrackingLink(page);
    page.address = new URL('#menu', page.address);
    page.state = null;
    expect(consumeTrackingLink(page, known)).to.equal('s3cret');
    expect(page.address.hash).to.equal('#menu');
    expect(consumeTrackingLink(page)).to.equal('s3cret');
  });

  it('prefers the capability of a new link to the one in history.state', () => {
    const page = new FakePage('/#track=new', { orderStatusTracker: { capability: 'old' } });
    expect(consumeTrackingLink(page)).to.equal('new');
  });

  it('returns the capability when the address may not be changed', () => {
    const page = new FakePage('/#track=s3cret');
    page.mayChange = false;
    expect(consumeTrackingLink(page)).to.equal('s3cret');
  });

  it('leaves history.state unchanged when it is not an object', () => {
    const page = new FakePage('/#track=s3cret', 'own state');
    expect(consumeTrackingLink(page)).to.equal('s3cret');
    expect(page.state).to.equal('own state');
    expect(page.address.hash).to.equal('');
  });
});

describe('forgetTrackingLink', () => {
  it('takes the capability out of history.state, and leaves the page its own values and its address', () => {
    const page = new FakePage('/confirmation?order_id=7#menu&track=s3cret', { scroll: 5 });
    consumeTrackingLink(page);
    forgetTrackingLink(page);
    expect(page.state).to.deep.equal({ scroll: 5 });
    expect(page.address.href).to.equal('https://example.com/confirmation?order_id=7#menu');
    expect(consumeTrackingLink(page)).to.equal(undefined);
  });

  it('changes nothing where there is none, and does not throw where nothing may be changed', () => {
    for (const state of [null, 'own', { orderStatusTracker: { other: 1 } }]) {
      const page = new FakePage('/', state);
      forgetTrackingLink(page);
      expect(page.state).to.equal(state);
    }
    const page = new FakePage('/', { orderStatusTracker: { capability: 's3cret' } });
    page.mayChange = false;
    forgetTrackingLink(page);
  });
});
