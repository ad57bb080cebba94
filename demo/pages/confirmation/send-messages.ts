import type { DemoConfig } from '../shared/demo-config.js';
import { postAsGuest } from './guest-post.js';

/** The element's events with which a guest tells the kitchen something, and the message of each. */
const messages = {
  'order-on-my-way': 'on_my_way',
  'order-here': 'here',
  'order-got-it': 'got_it',
  'order-question': 'question',
} as const;

/** What the events carry. */
interface MessageEvent extends Event {
  readonly order: { readonly id: string };
  respondWith(response: Promise<unknown>): void;
}

function isMessage(event: Event): event is MessageEvent {
  return 'order' in event && 'respondWith' in event;
}

/** Sends what the guest tells the kitchen; the tracker says whether it got through. */
export function sendMessages(tracker: EventTarget, config: DemoConfig, capability: string | undefined): void {
  for (const [type, message] of Object.entries(messages)) {
    tracker.addEventListener(type, (event) => {
      if (!isMessage(event)) return;
      event.respondWith(postAsGuest(config, { orderId: event.order.id, capability }, 'messages', { message }));
    });
  }
}
