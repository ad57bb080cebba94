import { hostedDatabase, linkTo, whenSetUp } from '../_shared/hosted-project.ts';
import { hostedContacts } from '../_shared/notify/hosted-contacts.ts';
import { createOrders, placeForCaller } from '../_shared/orders.ts';

const setting = (name: string) => Deno.env.get(name);

const orders = whenSetUp('orders', () => {
  const page = setting('TRACKING_PAGE')?.trim();
  return createOrders({
    place: placeForCaller(hostedDatabase(setting)),
    trackUrl: (placed) => (page ? linkTo(page, placed) : undefined),
    // Orders are taken before a restaurant has set up messages.
    contacts: setting('MESSAGE_SECRET')?.trim() ? hostedContacts(setting) : undefined,
  });
});

Deno.serve((request) => orders(request));
