import { settle } from '../../support/fake-environment.js';
import { FakeNotify } from '../../support/fake-notify.js';
import { anOrder, type FakeTracked, place } from '../../support/fake-tracker.js';

export const endpoint = 'https://kit.example/functions/v1/notify';

/** An element with `push-url`, whose alerts are off: the line stands without a tap. */
export async function placeReach(
  set: (tracker: FakeTracked, notify: FakeNotify) => void = () => {},
  notify = new FakeNotify(),
): Promise<{ readonly tracker: FakeTracked; readonly notify: FakeNotify }> {
  const tracker = await place((placed) => {
    Object.defineProperty(placed, 'world', { value: notify });
    placed.environment = notify;
    placed.lang = 'en';
    placed.pushUrl = endpoint;
    placed.notifyBy = 'push sms email';
    placed.sound = placed.vibrate = placed.notify = 'off';
    set(placed, notify);
  });
  await tracker.tracking.know({ order: anOrder });
  await drawn(tracker);
  return { tracker, notify };
}

/** Lets answers arrive, and what they change be drawn. */
export async function drawn(tracker: FakeTracked): Promise<void> {
  // All of it is promises: `FakeNotify` answers at once. What an answer changes is drawn, and a drawing may ask again.
  for (let turn = 0; turn < 5; turn += 1) {
    await settle();
    await tracker.updateComplete;
  }
}

export async function press(tracker: FakeTracked, part: string): Promise<void> {
  tracker.piece(part).click();
  await drawn(tracker);
}

/** The field on show. */
export function field(tracker: FakeTracked): HTMLInputElement {
  const found = tracker.piece('reach-input');
  if (!(found instanceof HTMLInputElement)) throw new Error('No field is shown.');
  return found;
}

/** Ticks the box of a channel. */
export async function tick(tracker: FakeTracked, channel: string): Promise<void> {
  tracker.renderRoot.querySelector<HTMLInputElement>(`[part=reach-box][value=${channel}]`)?.click();
  await drawn(tracker);
}
