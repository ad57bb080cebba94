import type { ReadSetting } from '../hosted-project.ts';
import type { AddressReaders } from './contact.ts';
import { allowedCountries, countryOf, parseNumber } from './phone-number.ts';
import { pushEndpoints } from './push-hosts.ts';

/**
 * How this kit reads addresses. `NOTIFY_PUSH_HOSTS` names further push services, `NOTIFY_SMS_COUNTRIES` the only
 * countries whose numbers are taken. Throws `NotSetUp` if a host is none.
 */
export function addressReaders(setting: ReadSetting): AddressReaders {
  const countries = allowedCountries(setting('NOTIFY_SMS_COUNTRIES'));
  return {
    parseNumber: (typed, given) => parseNumber(typed, countryOf(given), countries),
    isPushEndpoint: pushEndpoints(setting('NOTIFY_PUSH_HOSTS')),
  };
}
