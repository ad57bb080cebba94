import type { FieldMap, StatusMap } from '../order/field-map/field-map.js';

/**
 * Bytes as Web Crypto takes them, in words that TypeScript before 5.7 reads too: there `Uint8Array` is not generic. Node's
 * own types know the encoder as a value alone.
 */
export type Bytes = ReturnType<InstanceType<typeof TextEncoder>['encode']>;

/** One request of a provider. */
export interface Message {
  /** The address under which the provider knows the relay. Some sign it. */
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  /** The body as it came: what providers sign. */
  readonly body: Bytes;
  /** The body as text; undefined if it is not UTF-8. */
  readonly text: string | undefined;
}

/** What a message says about one order, before its words are mapped. */
export interface Notice {
  /** What the preset reads. */
  readonly payload: unknown;
  /** The provider's id of the order. Default: the one that the preset finds. */
  readonly orderId?: unknown;
  /** Another id under which the provider knows the order. Messages that have it alone are about the same order. */
  readonly otherId?: unknown;
  /** Perhaps the id of one of our orders. */
  readonly reference?: unknown;
  /** Equal for each delivery of one event. Default: a hash of the body. */
  readonly eventId?: unknown;
  /** When it happened. Default: the time that the preset finds. It must be part of what is signed. */
  readonly at?: unknown;
  /** Whether an order may be created from it, where the provider creates any. Default true. */
  readonly mayCreate?: boolean;
  /** Whether only reading the order back tells how it stands: then that is done, also where the order is known. */
  readonly isUnsure?: boolean;
  /** The provider's id of the restaurant. It must be part of what is signed. */
  readonly location?: unknown;
}

/** What providers need of the outside. */
export interface Outside {
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly fetch: typeof fetch;
}

/** One key, or several while it is exchanged. */
export type Secret = string | readonly string[];

/** What every provider can be told. */
export interface CommonSettings {
  /** Words of the shop's own, such as `{"ready-to-collect": "ready"}`; they come before the preset's. */
  readonly statuses?: StatusMap;
  /** The credentials with which orders are read back; each provider has its own. */
  readonly readBack?: object;
  /** The restaurant (its id in our database), or one for each of the provider's locations. Default: that of the relay. */
  readonly restaurant?: string | Readonly<Record<string, string>>;
  /** The address as the provider knows it. Default: `publicUrl` of the relay and the provider's name. */
  readonly url?: string;
}

/** A provider whose messages bear an HMAC made with a shared key. */
export interface SharedKey extends CommonSettings {
  readonly secret: Secret;
}

/** A token for a provider's API, or what gets one. */
export type ApiToken = string | (() => Promise<string>);

/** A request that reads an order's present state, and the answer as a notice. */
export interface ReadBack {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How one provider signs, and where in its messages the orders are. Its words are its preset's. */
export interface Provider<Settings extends CommonSettings> {
  readonly map: FieldMap;
  /** The status of the answer to an accepted message. Default 200. */
  readonly accepted?: number;
  /** What `WWW-Authenticate` says in a 401. Default `Signature`. */
  readonly challenge?: string;
  /** Whether its messages say of which restaurant they are. Default true. */
  readonly hasLocations?: boolean;
  /** Whether an order that is not known yet may be created from what it says. */
  readonly mayCreate: boolean;
  /** An answer to a message that the provider does not sign, such as its first test of the address. */
  handshake?(message: Message): Response | undefined;
  /** What is missing in the settings, as a sentence; undefined if nothing is. */
  check(settings: Settings): string | undefined;
  /** Whether the message is the provider's own. Rejects only if that could not be found out. */
  verify(message: Message, settings: Settings, outside: Outside): Promise<boolean>;
  /** Whether one message may bring a list of orders or events. Default: it is refused, so that none of them is lost. */
  readonly takesLists?: boolean;
  /** Why a message changes nothing though someone should know of it; undefined for all others. */
  untold?(message: Message): string | undefined;
  /** What it says about orders; nothing if it is about something else. */
  read(payload: unknown, message: Message): readonly Notice[];
  /** How to read an order's present state; undefined without the credentials. */
  readBack?(orderId: string, settings: Settings, outside: Outside): Promise<ReadBack | undefined>;
  /** What the answer says. Default: the answer is what the preset reads. */
  readAnswer?(answer: unknown): Notice;
}
