import { expect } from '@esm-bundle/chai';
import { linkAddress } from '../../src/elements/tracker/copy-link/link-address.js';
import { FakeStorage } from '../support/fake-environment.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

describe('the button “Copy link”', () => {
  const address = location.href;
  const { clipboard } = navigator;
  let copied: string[];
  let mayCopy: boolean;

  const giveClipboard = (value: unknown) =>
    Object.defineProperty(navigator, 'clipboard', { value, configurable: true });

  const open = async (secret: string | undefined, set: (tracker: FakeTracked) => void = () => {}) => {
    clear();
    history.replaceState(null, '', `?order_id=A1${secret ? `#menu&track=${encodeURIComponent(secret)}` : ''}`);
    const tracker = await place((made) => {
      made.lang = 'en';
      made.tokenUrl = 'https://example.com/track';
      set(made);
    });
    await tracker.tracking.know({ order: anOrder });
    return tracker;
  };
  const press = async (tracker: FakeTracked) => {
    tracker.piece('copy-link').click();
    await new Promise((resolve) => setTimeout(resolve));
    await tracker.updateComplete;
  };

  beforeEach(() => {
    copied = [];
    mayCopy = true;
    giveClipboard({
      writeText: async (text: string) => {
        if (!mayCopy) throw new DOMException('not here', 'NotAllowedError');
        copied.push(text);
      },
    });
  });

  afterEach(() => {
    clear();
    giveClipboard(clipboard);
    history.replaceState(null, '', address);
  });

  it('copies the address with its secret, which the page’s own address has no more', async () => {
    const tracker = await open('s3 cret');
    expect(location.href).not.to.contain('cret');
    await press(tracker);
    expect(copied).to.deep.equal([new URL('?order_id=A1#menu&track=s3%20cret', address).href]);
    expect(location.href).not.to.contain('cret');
  });

  it('says that it has copied, on the button and to screen readers, and offers it again after a while', async () => {
    const tracker = await open('s3cret');
    expect(tracker.text('copy-link')).to.equal('Copy link');
    await press(tracker);
    expect(tracker.text('copy-link')).to.equal('Link copied');
    await tracker.world.pass(200);
    expect(tracker.said('polite')).to.equal('Link copied');
    await tracker.world.pass(6_000);
    await tracker.updateComplete;
    expect(tracker.text('copy-link')).to.equal('Copy link');
  });

  it('copies in another way where a frame may not use the clipboard', async () => {
    mayCopy = false;
    const { execCommand } = document;
    document.execCommand = () => {
      const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), cancelable: true });
      document.dispatchEvent(event);
      copied.push(event.clipboardData?.getData('text/plain') ?? '');
      return true;
    };
    const tracker = await open('s3cret');
    await press(tracker);
    document.execCommand = execCommand;
    expect(copied).to.deep.equal([new URL('?order_id=A1#menu&track=s3cret', address).href]);
    expect(tracker.text('copy-link')).to.equal('Link copied');
  });

  it('says that it could not, and then the page’s address is the link', async () => {
    mayCopy = false;
    const { execCommand } = document;
    document.execCommand = () => false;
    const tracker = await open('s3cret');
    await press(tracker);
    document.execCommand = execCommand;
    expect(tracker.text('copy-link')).to.equal('Could not be copied. Please copy the address of this page.');
    expect(location.href).to.equal(new URL('?order_id=A1#menu&track=s3cret', address).href);
    await tracker.world.pass(60_000);
    expect(tracker.text('copy-link')).to.include('Could not be copied');
  });

  it('is there only where a guest would lose the way back', async () => {
    expect((await open(undefined)).has('copy-link'), 'without a secret').to.equal(false);
    const off = (made: FakeTracked) => {
      made.copyLink = 'off';
    };
    expect((await open('s3cret', off)).has('copy-link'), 'turned off').to.equal(false);
    const compact = (made: FakeTracked) => {
      made.layout = 'compact';
    };
    expect((await open('s3cret', compact)).has('copy-link'), 'in one line').to.equal(false);
    const remembered = (made: FakeTracked) => {
      made.remember = 'device';
      Object.assign(made.world, { storage: new FakeStorage() });
    };
    expect((await open('s3cret', remembered)).has('copy-link'), 'remembered').to.equal(false);
    const tracker = await open('s3cret');
    expect(tracker.has('copy-link')).to.equal(true);
    await tracker.tracking.know({ connectionStatus: 'denied' });
    expect(tracker.has('copy-link'), 'a dead link').to.equal(false);
    await tracker.tracking.know({ connectionStatus: 'closed', order: { ...anOrder, status: 'completed' } });
    expect(tracker.has('copy-link'), 'an ended order').to.equal(false);
  });

  it('is there where the device was to remember the link and does not let it', async () => {
    const tracker = await open('s3cret', (made) => {
      made.remember = 'device';
      Object.assign(made.world, { storage: undefined });
    });
    await tracker.updateComplete;
    expect(tracker.has('copy-link')).to.equal(true);
  });

  it('takes no room of its own: the card is as high as without it', async () => {
    const tracker = await open('s3cret');
    const { height } = tracker.getBoundingClientRect();
    tracker.copyLink = 'off';
    await tracker.updateComplete;
    expect(tracker.getBoundingClientRect().height).to.equal(height);
  });
});

describe('linkAddress', () => {
  it('keeps the page’s own fragment and replaces an older secret', () => {
    const of = (href: string) => linkAddress(new URL(href), 'a+b');
    expect(of('https://x.example/')).to.equal('https://x.example/#track=a%2Bb');
    expect(of('https://x.example/?a=1#menu&track=old')).to.equal('https://x.example/?a=1#menu&track=a%2Bb');
  });

  it('leaves an address without a secret as it is, and takes one out that is there', () => {
    const of = (href: string) => linkAddress(new URL(href), undefined);
    for (const href of ['https://x.example/', 'https://x.example/?a=1#', 'https://x.example/#/orders/42?b&&c=1']) {
      expect(of(href)).to.equal(href);
    }
    expect(of('https://x.example/#menu&track=old')).to.equal('https://x.example/#menu');
    expect(of('https://x.example/#track=old')).to.equal('https://x.example/');
  });
});
