import { hostedDatabase, type ReadSetting } from '../hosted-project.ts';
import { addressReaders } from './address-readers.ts';
import type { ContactServices } from './contacts.ts';
import { hostedMessageSecret } from './hosted-message-secret.ts';
import { maySmsBeAnswered } from './sms/sms-settings.ts';

/** The channels for which a server has keys, by its settings. What is set wrongly, the senders say. */
export function channelsFrom(setting: ReadSetting): ContactServices['channels'] {
  const has = (name: string) => Boolean(setting(name)?.trim());
  const vendor = setting('NOTIFY_SMS')?.trim().toLowerCase();
  const public_key = setting('NOTIFY_PUSH_PUBLIC_KEY')?.trim();
  return {
    ...(public_key && { push: { public_key } }),
    ...(vendor && { sms: { may_reply: maySmsBeAnswered(setting, vendor) } }),
    ...(has('NOTIFY_EMAIL') && { email: {} }),
  };
}

/** What it takes to add contacts in a hosted project. Throws `NotSetUp`. */
export function hostedContacts(setting: ReadSetting): ContactServices {
  return {
    database: hostedDatabase(setting),
    secret: hostedMessageSecret(setting),
    readers: addressReaders(setting),
    channels: channelsFrom(setting),
  };
}
