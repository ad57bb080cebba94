import { NotSetUp } from '../endpoint.ts';
import { hostedDatabase, needed, type ReadSetting } from '../hosted-project.ts';
import { addressReaders } from './address-readers.ts';
import type { ContactServices } from './contacts.ts';
import { type MessageSecret, messageSecret } from './message-secret.ts';

/** The channels for which a server has keys, by its settings. What is set wrongly, the senders say. */
export function channelsFrom(setting: ReadSetting): ContactServices['channels'] {
  const has = (name: string) => Boolean(setting(name)?.trim());
  const public_key = setting('NOTIFY_PUSH_PUBLIC_KEY')?.trim();
  return {
    ...(public_key && { push: { public_key } }),
    ...(has('NOTIFY_SMS') && { sms: {} }),
    ...(has('NOTIFY_EMAIL') && { email: {} }),
  };
}

/** Throws `NotSetUp`. */
export function hostedMessageSecret(setting: ReadSetting): MessageSecret {
  try {
    return messageSecret(needed(setting, 'MESSAGE_SECRET'));
  } catch (error) {
    throw error instanceof RangeError ? new NotSetUp(error.message) : error;
  }
}

/** What it takes to add contacts in a hosted project. Throws `NotSetUp`. */
export function hostedContacts(setting: ReadSetting): ContactServices {
  return {
    database: hostedDatabase(setting),
    secret: hostedMessageSecret(setting),
    readers: addressReaders(
      setting('NOTIFY_PUSH_HOSTS')
        ?.split(/[\s,]+/)
        .filter(Boolean),
    ),
    channels: channelsFrom(setting),
  };
}
