import { whenSetUp } from '../_shared/hosted-project.ts';
import { hostedContacts } from '../_shared/notify/hosted-contacts.ts';
import { createNotify, defaultNotifyLimits } from '../_shared/notify/notify.ts';

const setting = (name: string) => Deno.env.get(name);

const notify = whenSetUp('notify', () =>
  createNotify({ ...hostedContacts(setting), now: Date.now, limits: defaultNotifyLimits }),
);

Deno.serve((request) => notify(request));
