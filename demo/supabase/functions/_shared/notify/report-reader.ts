import type { ReadSetting } from '../hosted-project.ts';
import type { DeliveryReport, GuestReply } from './sender.ts';

/** A report, with the id of our message (`Message.id`), where the vendor sends it back. */
export interface VendorReport extends DeliveryReport {
  readonly reference?: string;
}

/** What a reader needs beside the request. */
export interface ReportSettings {
  readonly read: ReadSetting;
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A guest's message. `isAnswered`: the vendor itself answers STOP and HELP, so a second answer would be one too many. */
export interface TakenReply extends GuestReply {
  readonly isAnswered: boolean;
  /** The language of the word, where only one has it. */
  readonly language?: string;
}

/** What one request of a vendor has told. */
export interface Told {
  readonly reports?: readonly VendorReport[];
  readonly replies?: readonly TakenReply[];
}

/** Reads the requests of one vendor, and checks who has sent them. */
export interface ReportReader {
  /** As in the address: `/delivery-reports/<vendor>`. */
  readonly vendor: string;
  /** The settings without which nothing can be checked. While one is missing, the address is answered 404. */
  readonly needs?: readonly string[];
  /**
   * `request.url` is the address as the vendor knows it; its body has been read already, and is `body`. `unsigned`: it
   * is not proven that the vendor has sent it. It must not throw because of what a request holds.
   */
  read(
    request: { readonly url: string; readonly headers: Headers },
    body: string,
    settings: ReportSettings,
  ): Promise<Told | readonly VendorReport[] | 'unsigned' | 'unreadable'>;
  /** The answer that the vendor expects. Default: 204. `text` is for the guest who has written. */
  readonly respond?: (text: string | undefined) => Response;
  /** Whether the vendor passes the text of `respond` on to the guest. */
  readonly takesText?: boolean;
}

/** A secret's values: two with a blank between while it is exchanged. */
export function secretsOf(read: ReadSetting, name: string): readonly string[] {
  return (read(name) ?? '').split(/\s+/).filter((secret) => secret !== '');
}

/** The fields of a JSON object; `undefined` if the text is none. */
export function fieldsOf(json: unknown): Readonly<Record<string, unknown>> | undefined {
  let value = json;
  if (typeof json === 'string') {
    try {
      value = JSON.parse(json);
    } catch {
      return undefined;
    }
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** A text of a reasonable length; `undefined` if it is none. */
export function textIn(value: unknown, longest = 200): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined;
}

/** E.164 from what vendors write, with + or without; `undefined` for senders that are no numbers. */
export function guestNumber(value: unknown): string | undefined {
  const digits = /^\s*\+?([1-9]\d{6,14})\s*$/.exec(typeof value === 'string' ? value : '')?.[1];
  return digits === undefined ? undefined : `+${digits}`;
}
