import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { AddressReaders } from './contact.ts';

/** The push services of the browsers: Chrome and Edge on Android, Firefox, Safari, Edge on Windows. */
const pushHosts = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  'web.push.apple.com',
  '.push.apple.com',
  '.notify.windows.com',
];

/** How this kit reads addresses. `pushHosts` are further push services, such as one of the tests. */
export function addressReaders(morePushHosts: readonly string[] = []): AddressReaders {
  return {
    parseNumber(typed, country) {
      const known = country !== undefined && isSupportedCountry(country) ? (country as CountryCode) : undefined;
      const read = parsePhoneNumberFromString(typed, known);
      return read?.isValid()
        ? { number: read.number }
        : { error: 'This is not a telephone number. Write it with + and the code of its country.' };
    },
    isPushEndpoint(url) {
      if (!URL.canParse(url)) return false;
      const { protocol, hostname, port, username, password } = new URL(url);
      if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false;
      return [...pushHosts, ...morePushHosts].some((host) =>
        host.startsWith('.') ? hostname.endsWith(host) : hostname === host,
      );
    },
  };
}
