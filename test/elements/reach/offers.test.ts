import { expect } from '@esm-bundle/chai';
import { de } from '../../../src/locales/de.js';
import { registerLocale } from '../../../src/locales/registry.js';
import { FakeNotify } from '../../support/fake-notify.js';
import { withPushPage } from '../../support/fake-push-page.js';
import { anOrder, clear, type FakeTracked } from '../../support/fake-tracker.js';
import { drawn, endpoint, field, placeReach, press, tick } from './placed.js';

const words = (tracker: FakeTracked) =>
  [...tracker.renderRoot.querySelectorAll('[part=reach-words]')].map(({ textContent }) => textContent?.trim());
const boxes = (tracker: FakeTracked) => [...tracker.renderRoot.querySelectorAll<HTMLInputElement>('[part=reach-box]')];

describe('a guest is offered to be told when the page is closed', () => {
  withPushPage();
  afterEach(clear);

  it('in one quiet line, which opens what the restaurant has and the page wants', async () => {
    const { tracker, notify } = await placeReach();
    expect(tracker.text('reach-button')).to.equal('Tell me when this page is closed');
    expect(tracker.has('reach-options')).to.equal(false);
    await press(tracker, 'reach-button');
    expect(words(tracker)).to.deep.equal([
      'Trattoria Roma: Notifications on this device, about this order only. You can stop them here.',
      'Trattoria Roma: Text messages about this order only. Message and data rates may apply. Reply STOP to end.',
      'Trattoria Roma: E-mails about this order only. Each has a link that ends them.',
    ]);
    expect(notify.of('offers')).to.have.length(1);
    expect(notify.sent[0]?.url).to.equal(endpoint);
  });

  it('without the word STOP, where the sender of SMS is a name that cannot be answered', async () => {
    for (const sms of [{ may_reply: false }, {}]) {
      const notify = new FakeNotify();
      notify.channels = { sms };
      const { tracker } = await placeReach(undefined, notify);
      await press(tracker, 'reach-button');
      const shown =
        'Trattoria Roma: Text messages about this order only. Each has a link that ends them. Message and data rates may apply.';
      expect(words(tracker)).to.deep.equal([shown]);
      await tick(tracker, 'sms');
      field(tracker).value = '+4915112345678';
      await press(tracker, 'reach-agree-button');
      expect(notify.of('consent').at(-1)?.wording).to.equal(shown);
      clear();
    }
  });

  it('without a colon at the beginning, where the restaurant’s name is not known', async () => {
    const { tracker } = await placeReach();
    const { restaurantName: _, ...order } = anOrder;
    await tracker.tracking.know({ order });
    await press(tracker, 'reach-button');
    expect(words(tracker)[1]).to.match(/^Text messages about this order only\./);
  });

  it('only after the tap on “Alert me”, where the page has alerts', async () => {
    const { tracker } = await placeReach((placed) => {
      placed.vibrate = 'on';
    });
    expect(tracker.has('reach-button')).to.equal(false);
    await press(tracker, 'alert-button');
    expect(tracker.has('reach-button')).to.equal(true);
  });

  it('by push alone, where the page names no other channel', async () => {
    const { tracker } = await placeReach((placed) => {
      placed.notifyBy = undefined;
    });
    await press(tracker, 'reach-button');
    expect(words(tracker)).to.have.length(1);
    expect(boxes(tracker)).to.have.length(0);
  });

  it('not by what the server has no keys for', async () => {
    const notify = new FakeNotify();
    notify.channels = { push: {}, sms: {} };
    const { tracker } = await placeReach(undefined, notify);
    await press(tracker, 'reach-button');
    expect(boxes(tracker).map(({ value }) => value)).to.deep.equal(['sms']);
    expect(words(tracker)).to.have.length(1);
  });

  it('with boxes that nobody has ticked, and no field before one is', async () => {
    const { tracker } = await placeReach();
    await press(tracker, 'reach-button');
    expect(boxes(tracker).map(({ checked }) => checked)).to.deep.equal([false, false]);
    expect(tracker.has('reach-input')).to.equal(false);
  });

  for (const [name, news] of [
    ['to those who came by a shared link', { isReadOnly: true }],
    ['before it is known whose link it is', { isReadOnly: undefined }],
  ] as const) {
    it(`not ${name}: nothing is asked of the endpoint`, async () => {
      const { tracker, notify } = await placeReach((placed) => {
        void placed.tracking.know({ order: anOrder, ...news });
      });
      expect(tracker.has('reach')).to.equal(false);
      expect(notify.sent).to.deep.equal([]);
    });
  }

  it('no more once the order is ready', async () => {
    const { tracker } = await placeReach();
    await tracker.tracking.change({ status: 'ready' });
    expect(tracker.has('reach')).to.equal(false);
  });

  it('at the next version, where the endpoint could not be reached', async () => {
    const notify = new FakeNotify();
    notify.reply = () => 'lost';
    const { tracker } = await placeReach(undefined, notify);
    tracker.requestUpdate();
    await drawn(tracker);
    expect(notify.of('offers')).to.have.length(1);
    expect(tracker.has('reach')).to.equal(false);
    notify.reply = () => undefined;
    await tracker.tracking.change({ delayed: true });
    await drawn(tracker);
    expect(tracker.has('reach-button')).to.equal(true);
  });

  it('never, where push-url is no address; the developer is told', async () => {
    const errors: string[] = [];
    const { notify } = await placeReach((placed) => {
      placed.pushUrl = 'javascript:alert(1)';
      placed.addEventListener('order-error', ({ message }) => errors.push(message));
    });
    expect(notify.sent).to.deep.equal([]);
    expect(errors).to.deep.equal(['push-url has to start with https://. It is not used.']);
  });
});

describe('a guest who agrees', () => {
  afterEach(clear);

  const submit = async (tracker: FakeTracked) => {
    tracker.renderRoot.querySelector('form')?.requestSubmit();
    await drawn(tracker);
  };
  const open = async (channel: string, typed: string, notify = new FakeNotify()) => {
    const { tracker } = await placeReach(undefined, notify);
    await press(tracker, 'reach-button');
    await tick(tracker, channel);
    field(tracker).value = typed;
    return tracker;
  };

  it('to text messages sends the number, and the very words that were drawn', async () => {
    const notify = new FakeNotify();
    const tracker = await open('sms', ' 0151 1234567 ', notify);
    const box = tracker.renderRoot.querySelector('[value=sms]')?.parentElement;
    const wording = box?.textContent?.trim();
    await submit(tracker);
    const { country, ...consent } = notify.of('consent')[0] ?? {};
    expect(consent).to.deep.equal({
      channel: 'sms',
      address: '0151 1234567',
      wording,
      language: 'en',
      method: 'tracker',
    });
    expect(tracker.text('reach-given-text')).to.equal('Text messages are on.');
    expect(tracker.has('reach-options')).to.equal(false);
  });

  it('in German sends the German words, named as such', async () => {
    registerLocale(de);
    const notify = new FakeNotify();
    const tracker = await open('email', 'gast@example.com', notify);
    tracker.lang = 'de-AT';
    await drawn(tracker);
    field(tracker).value = 'gast@example.com';
    await submit(tracker);
    expect(notify.of('consent')[0]).to.include({
      language: 'de',
      wording: de.reach_email_text.replace('{restaurant}', 'Trattoria Roma'),
    });
  });

  it('names the country that the language of the page does, for a number without one', async () => {
    const notify = new FakeNotify();
    const { tracker } = await placeReach((placed) => {
      placed.lang = 'de-AT';
    }, notify);
    registerLocale(de);
    await drawn(tracker);
    await press(tracker, 'reach-button');
    await tick(tracker, 'sms');
    field(tracker).value = '0660 1234567';
    await submit(tracker);
    expect(notify.of('consent')[0]).to.include({ country: 'AT' });
  });

  it('sees beside the field what is wrong with the number, and can correct it there', async () => {
    const notify = new FakeNotify();
    notify.reply = ({ action, address }) =>
      action === 'consent' && address === '12'
        ? { status: 422, body: { error: 'no number', code: 'number' } }
        : undefined;
    const tracker = await open('sms', '12', notify);
    await submit(tracker);
    const input = field(tracker);
    expect(tracker.text('reach-problem')).to.equal('Please check the number, with its country code.');
    expect(input.getAttribute('aria-invalid')).to.equal('true');
    expect(input.getAttribute('aria-describedby')).to.equal(tracker.piece('reach-problem').id);
    expect(tracker.shadowRoot?.activeElement).to.equal(input);
    expect(input.value).to.equal('12');
    input.value = '+43 660 1234567';
    await submit(tracker);
    expect(tracker.text('reach-given-text')).to.equal('Text messages are on.');
    expect(tracker.has('reach-problem')).to.equal(false);
  });

  it('is told that it did not work, where no answer came', async () => {
    const notify = new FakeNotify();
    const tracker = await open('email', 'gast@example.com', notify);
    notify.reply = () => 'lost';
    await submit(tracker);
    expect(tracker.text('reach-problem')).to.equal('That did not work. Please try again.');
    expect(tracker.has('reach-given')).to.equal(false);
  });

  it('cannot send an empty field, nor what is no e-mail address', async () => {
    const notify = new FakeNotify();
    const tracker = await open('email', '', notify);
    await submit(tracker);
    field(tracker).value = 'gast';
    await submit(tracker);
    expect(notify.of('consent')).to.deep.equal([]);
  });

  it('stops it with one tap, and may begin anew', async () => {
    const notify = new FakeNotify();
    notify.given = ['email'];
    const { tracker } = await placeReach(undefined, notify);
    expect(tracker.text('reach-given-text')).to.equal('E-mails are on.');
    await press(tracker, 'reach-stop-button');
    expect(notify.of('withdraw')).to.deep.equal([{ channel: 'email' }]);
    expect(tracker.has('reach-given')).to.equal(false);
    expect(tracker.renderRoot.querySelector('.reach [role=status]')?.textContent).to.equal('Nothing more is sent.');
    expect(tracker.shadowRoot?.activeElement?.getAttribute('part')).to.equal('reach-button');
  });

  it('is told what is still on after one of two was stopped', async () => {
    const notify = new FakeNotify();
    notify.given = ['sms', 'email'];
    const { tracker } = await placeReach(undefined, notify);
    await press(tracker, 'reach-stop-button');
    expect(notify.of('withdraw')).to.deep.equal([{ channel: 'sms' }]);
    expect(tracker.renderRoot.querySelector('.reach [role=status]')?.textContent).to.equal('E-mails are on.');
  });

  it('is told if it could not be stopped: it still stands as on', async () => {
    const notify = new FakeNotify();
    notify.given = ['sms'];
    const { tracker } = await placeReach(undefined, notify);
    notify.reply = () => ({ status: 500 });
    await press(tracker, 'reach-stop-button');
    expect(tracker.text('reach-given-text')).to.equal('Text messages are on.');
    expect(tracker.text('reach-problem')).to.equal('That did not work. Please try again.');
  });

  it('sees the same in every element of the order', async () => {
    const notify = new FakeNotify();
    const { tracker } = await placeReach(undefined, notify);
    const { tracker: second } = await placeReach(undefined, notify);
    expect(notify.of('offers')).to.have.length(1);
    await press(tracker, 'reach-button');
    await tick(tracker, 'email');
    field(tracker).value = 'gast@example.com';
    await submit(tracker);
    await drawn(second);
    expect(second.text('reach-given-text')).to.equal('E-mails are on.');
  });
});
