import * as v from 'valibot';
import { pushHindrance } from '../../../src/alerts/push-subscription.js';
import { keepContacts } from '../shared/contacts.js';
import { loadDemoConfig } from '../shared/demo-config.js';

const offersSchema = v.object({
  channels: v.object({
    push: v.optional(v.object({ public_key: v.string() })),
    sms: v.optional(v.object({ may_reply: v.optional(v.boolean()) })),
    email: v.optional(v.object({})),
  }),
});
/** How the restaurant can tell its guests, with what a page needs for each way. */
export type OfferedChannels = v.InferOutput<typeof offersSchema>['channels'];

/** Asks the server before there is an order. Offers nothing where it does not answer: the menu does not need it. */
export async function loadOfferedChannels(): Promise<OfferedChannels> {
  // Without storage, what was typed could not be handed on to the page that follows the order.
  if (!keepContacts('', [])) return {};
  try {
    const { notify_url, restaurant_id } = await loadDemoConfig();
    const response = await fetch(notify_url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ action: 'offers', restaurant_id }),
      referrerPolicy: 'no-referrer',
    });
    const { channels } = v.parse(offersSchema, await response.json());
    const { push, ...others } = channels;
    // In a tab of an iPhone the menu would have to be on the Home Screen first.
    const isPossible = !['unsupported', 'home-screen'].includes(pushHindrance() ?? '');
    return push && isPossible ? channels : others;
  } catch {
    return {};
  }
}
