import type { Address } from './guest-channels.js';
import type { Channel } from './notify-endpoint.js';

/** What the guest has typed, with the country that the language of the page or the browser names. */
export async function typedAddress(channel: Channel, typed: string, tag: string): Promise<Address> {
  const address = typed.trim();
  return channel === 'sms' ? { address, country: regionOf(tag) ?? regionOf(navigator.language) } : { address };
}

function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch {
    return undefined;
  }
}
