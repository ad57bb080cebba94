import { stageOf, type WalletOrder, type WalletWords } from '../wallet-order.ts';

/** What the restaurant is to Google Wallet. */
export interface GoogleIssuer {
  /** The issuer's number, from the Google Pay & Wallet Console. */
  readonly issuerId: string;
  /** A public https address of a PNG; Google fetches it. */
  readonly logoUrl?: string | undefined;
}

/** The class of all orders: nothing but its name. */
export function passClass({ issuerId }: GoogleIssuer): object {
  return { id: `${issuerId}.order` };
}

/** Letters, digits, `.`, `_` and `-` are allowed; ours is a UUID. */
export function passObjectId({ issuerId }: GoogleIssuer, orderId: string): string {
  return `${issuerId}.order-${orderId}`;
}

/**
 * The order as a generic pass, after `GenericObject` of the Google Wallet API
 * (developers.google.com/wallet/reference/rest/v1/genericobject).
 */
export function passObject(issuer: GoogleIssuer, order: WalletOrder, link: string, words: WalletWords): object {
  const stage = stageOf(order);
  const localized = (read: (language: string) => string) => localizedString(words.languages, read);
  return {
    id: passObjectId(issuer, order.id),
    classId: `${issuer.issuerId}.order`,
    genericType: 'GENERIC_OTHER',
    state: stage === 'done' ? 'COMPLETED' : stage === 'cancelled' ? 'EXPIRED' : 'ACTIVE',
    cardTitle: { defaultValue: { language: words.languages[0], value: order.restaurant_name } },
    header: localized((language) => words.words(order, language).title),
    subheader: localized((language) => words.words(order, language).status),
    textModulesData: [{ id: 'status', localizedBody: localized((language) => words.words(order, language).text) }],
    linksModuleData: {
      uris: [
        { id: 'follow', uri: link, localizedDescription: localized((language) => words.words(order, language).follow) },
      ],
    },
    ...(issuer.logoUrl !== undefined && { logo: { sourceUri: { uri: issuer.logoUrl } } }),
  };
}

function localizedString([first = 'en', ...others]: readonly string[], read: (language: string) => string): object {
  return {
    defaultValue: { language: first, value: read(first) },
    translatedValues: others.map((language) => ({ language, value: read(language) })),
  };
}
