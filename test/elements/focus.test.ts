import { expect } from '@esm-bundle/chai';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';
import { showScene } from '../support/situations.js';

const focusedPart = (tracker: FakeTracked) => tracker.shadowRoot?.activeElement?.getAttribute('part');

/** Focuses a part as the keyboard does. */
function reach(tracker: FakeTracked, part: string): void {
  tracker.piece(part).focus();
  expect(focusedPart(tracker)).to.equal(part);
}

describe('keyboard focus', () => {
  afterEach(clear);

  it('stays in the card when the retry button disappears', async () => {
    const tracker = await showScene({ situation: 'preparing', connection: 'offline' });
    reach(tracker, 'retry-button');
    await tracker.tracking.know({ connectionStatus: 'connected' });
    expect(tracker.has('retry-button')).to.equal(false);
    expect(focusedPart(tracker)).to.equal('card');
  });

  it('stays in the card when the alert button disappears', async () => {
    const tracker = await showScene({ situation: 'preparing' });
    reach(tracker, 'alert-button');
    tracker.piece('alert-button').click();
    await tracker.device.pass(1_000);
    await tracker.updateComplete;
    expect(focusedPart(tracker)).to.equal('card');
    const other = await showScene({ situation: 'preparing' });
    reach(other, 'alert-button');
    await other.tracking.change({ status: 'ready' });
    expect(focusedPart(other)).to.equal('card');
  });

  it('stays in the card when a toast is dismissed, and keeps a toast that has it', async () => {
    const tracker = await showScene({
      situation: 'pending',
      expected: { from: 20, to: 30 },
      change: { status: 'preparing' },
    });
    reach(tracker, 'toast-dismiss');
    tracker.piece('toast-dismiss').click();
    await tracker.updateComplete;
    expect([tracker.has('toast'), focusedPart(tracker)]).to.deep.equal([false, 'card']);
    await tracker.tracking.change({ status: 'pending' });
    await tracker.updateComplete;
    reach(tracker, 'toast-dismiss');
    await tracker.world.pass(10_000);
    await tracker.updateComplete;
    expect([tracker.has('toast'), focusedPart(tracker)]).to.deep.equal([true, 'toast-dismiss']);
    tracker.piece('toast-dismiss').blur();
    await tracker.world.pass(10_000);
    await tracker.updateComplete;
    expect(tracker.has('toast')).to.equal(false);
  });

  it('stays on a button that remains, whatever else is drawn', async () => {
    const tracker = await showScene({ situation: 'pending', connection: 'offline' });
    reach(tracker, 'retry-button');
    await tracker.tracking.change({ status: 'preparing' });
    await tracker.updateComplete;
    expect(focusedPart(tracker)).to.equal('retry-button');
  });

  it('is never taken from another element of the page', async () => {
    const field = document.createElement('input');
    document.body.append(field);
    const tracker = await showScene({ situation: 'preparing', connection: 'offline' });
    field.focus();
    await tracker.tracking.know({ connectionStatus: 'connected' });
    await tracker.tracking.change({ status: 'ready' });
    expect(document.activeElement).to.equal(field);
  });

  it('moves with Tab from top to bottom through every control', async () => {
    const tracker = await showScene({
      situation: 'pending',
      expected: { from: 20, to: 30 },
      connection: 'error',
      change: { status: 'preparing' },
    });
    const stops = [
      ...(tracker.shadowRoot?.querySelectorAll<HTMLElement>('button, summary, [tabindex="0"]') ?? []),
    ].filter((stop) => stop.checkVisibility());
    expect(stops.map((stop) => stop.getAttribute('part'))).to.deep.equal([
      'retry-button',
      'items-summary',
      'toast-dismiss',
    ]);
    // A toast lies over the others, at the end of what is on screen.
    const tops = stops.slice(0, -1).map((stop) => stop.getBoundingClientRect().top);
    expect(tops).to.deep.equal([...tops].sort((one, other) => one - other));
    expect(stops.every(({ tabIndex }) => tabIndex === 0)).to.equal(true);
  });
});

describe('a guest who is writing', () => {
  afterEach(clear);

  it('keeps the focus when the order gets ready in the layout handover; the button opens the number', async () => {
    const field = document.createElement('input');
    document.body.append(field);
    const tracker = await showScene({ situation: 'preparing', layout: 'handover' });
    field.focus();
    await tracker.tracking.change({ status: 'ready' });
    expect(document.activeElement).to.equal(field);
    const dialog = tracker.piece('handover') as HTMLDialogElement;
    expect(dialog.open).to.equal(false);
    tracker.piece('handover-button').click();
    expect(dialog.open).to.equal(true);
    dialog.close();
    field.remove();
  });
});

describe('the handover dialog', () => {
  let tracker: FakeTracked;

  beforeEach(async () => {
    tracker = await place((element) => {
      element.layout = 'handover';
    });
    await tracker.tracking.know({ order: anOrder });
  });
  afterEach(clear);

  it('is a labelled modal dialog whose first control closes it', async () => {
    await tracker.tracking.change({ status: 'ready' });
    const dialog = tracker.piece('handover');
    expect(dialog.matches('dialog:modal')).to.equal(true);
    expect(dialog.getAttribute('aria-label')).to.equal('Ready');
    expect(focusedPart(tracker)).to.equal('handover-close');
    expect(tracker.piece('handover-close').getAttribute('aria-label')).to.equal('Close');
  });

  it('returns the focus to the button that opened it', async () => {
    await tracker.tracking.change({ status: 'ready' });
    tracker.piece('handover-close').click();
    reach(tracker, 'handover-button');
    tracker.piece('handover-button').click();
    expect(focusedPart(tracker)).to.equal('handover-close');
    tracker.piece('handover-close').click();
    expect(focusedPart(tracker)).to.equal('handover-button');
  });

  it('leaves the focus in the card when the order is handed over and the dialog disappears', async () => {
    await tracker.tracking.change({ status: 'ready' });
    await tracker.tracking.change({ status: 'served' });
    expect(tracker.has('handover')).to.equal(false);
    expect(focusedPart(tracker)).to.equal('card');
  });

  it('says in itself what the card says: outside of it screen readers hear nothing', async () => {
    const said = (role: string) => tracker.piece('handover').querySelector(`[role=${role}]`)?.textContent;
    await tracker.tracking.change({ status: 'ready' });
    await tracker.device.pass(1_000);
    expect(said('alert')).to.equal('Order 42: Ready. We’re bringing it to your table.');
    await tracker.tracking.know({ connectionStatus: 'offline', isConnected: false });
    await tracker.world.pass(6_000);
    await tracker.updateComplete;
    expect(said('status')).to.equal('You are offline');
    await tracker.world.pass(10_000);
    expect([said('alert'), said('status')]).to.deep.equal(['', '']);
  });

  it('says nothing while it is closed, and nothing again when it is opened', async () => {
    const said = () => tracker.piece('handover').querySelector('[role=status]')?.textContent;
    await tracker.tracking.change({ status: 'ready' });
    await tracker.device.pass(1_000);
    tracker.piece('handover-close').click();
    await tracker.tracking.know({ connectionStatus: 'offline', isConnected: false });
    await tracker.world.pass(6_000);
    await tracker.updateComplete;
    expect(tracker.shadowRoot?.querySelector('[role=status]')?.textContent).to.equal('You are offline');
    tracker.piece('handover-button').click();
    expect(said()).to.equal('');
  });
});
