import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';

/**
 * The telephone numbers that guests type. The metadata are the whole ones (`/max`, 157 kB of JSON; the least have 83 kB),
 * because only they tell a landline and an expensive service number from a mobile one. They are loaded by servers alone.
 */

export type ReadNumber =
  /** E.164. `country` is an ISO 3166 code, where the number belongs to one. */
  | { readonly number: string; readonly country?: string }
  /** What the guest should do, in English; the code is the endpoint's. */
  | { readonly error: string; readonly code: 'number' };

/** Kinds of numbers that can get an SMS. In North America mobile and fixed numbers look alike. */
const canGetSms = new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE', 'VOIP']);

/** Longer texts are no telephone number, however they are written. */
const longest = 40;

/**
 * Reads a number as people write it. `country` is the ISO 3166 code of the country whose numbers are written without a
 * prefix. Only numbers of `countries` are taken, by default all: it keeps away those who earn by messages to far
 * countries. Refuses what the numbering plans do not know, although a plan may be younger than
 * these metadata: a mistyped number would send a guest's order to a stranger.
 */
export function parseNumber(text: string, country?: string, countries?: readonly string[]): ReadNumber {
  const typed = text.trim().replace(/^tel:/i, '');
  if (typed === '') return refused('Type your mobile number.');
  if (typed.length > longest) return refused('This is too long for a telephone number. Type one number only.');
  const known = knownCountry(country);
  const parsed = validNumber(typed, known);
  if (!parsed) return refused(whatToDo(typed, known));
  if (parsed.ext) return refused('Numbers with an extension cannot get an SMS. Type a mobile number.');
  const type = parsed.getType();
  if (type === 'FIXED_LINE') return refused('This is a landline, which cannot get an SMS. Type a mobile number.');
  if (type !== undefined && !canGetSms.has(type)) {
    return refused('Service numbers cannot get an SMS. Type a mobile number.');
  }
  if (countries && !(parsed.country && countries.includes(parsed.country))) {
    return refused('We cannot send an SMS to this country. Choose another way to be told.');
  }
  return { number: parsed.number, ...(parsed.country && { country: parsed.country }) };
}

/** The countries of `NOTIFY_SMS_COUNTRIES`, such as `DE AT CH`; `undefined` for all. */
export function allowedCountries(setting: string | undefined): readonly string[] | undefined {
  const countries = (setting ?? '').toUpperCase().match(/[A-Z]{2}/g);
  return countries ?? undefined;
}

/**
 * The country whose numbers the guest writes without a prefix: the one that was given, else the region of the language
 * (`de-AT`: Austria), else the restaurant's, else where most people speak it (`de`: Germany). `undefined` if unknown.
 */
export function countryOf(given: {
  readonly country?: string | undefined;
  readonly language?: string | undefined;
  readonly restaurant?: string | undefined;
}): string | undefined {
  const locale = localeOf(given.language);
  return [given.country, locale?.region, given.restaurant, locale?.maximize().region]
    .map(knownCountry)
    .find((country) => country !== undefined);
}

function validNumber(typed: string, country: CountryCode | undefined): PhoneNumber | undefined {
  // Guests from abroad write the prefix of their own country: 0049 for +49, where ours may have another.
  const ways = /^00[1-9]/.test(typed) ? [typed, `+${typed.slice(2)}`] : [typed];
  return ways
    .map((way) => parsePhoneNumberFromString(way, { ...(country && { defaultCountry: country }), extract: false }))
    .find((parsed) => parsed?.isValid());
}

function whatToDo(typed: string, country: CountryCode | undefined): string {
  switch (validatePhoneNumberLength(typed, { ...(country && { defaultCountry: country }) })) {
    case 'INVALID_COUNTRY':
      return 'Begin the number with + and the country code, for example +49 for Germany.';
    case 'TOO_SHORT':
      return 'The number is too short for a mobile number. Type it with all its digits.';
    case 'TOO_LONG':
      return 'The number is too long. Check the digits.';
    case 'NOT_A_NUMBER':
      return 'This is no telephone number. Type digits only, and + before the country code.';
    default:
      return 'There is no such number. Check the digits, and begin with + and the country code.';
  }
}

function refused(error: string): ReadNumber {
  return { error, code: 'number' };
}

function knownCountry(country: string | undefined): CountryCode | undefined {
  const code = country?.trim().toUpperCase() ?? '';
  return isSupportedCountry(code) ? code : undefined;
}

function localeOf(language: string | undefined): Intl.Locale | undefined {
  try {
    return language ? new Intl.Locale(language) : undefined;
  } catch {
    return undefined;
  }
}
