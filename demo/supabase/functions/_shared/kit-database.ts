/** The functions of the migrations that these handlers call. */
export type KitFunction =
  | 'add_recipient'
  | 'add_wallet_card'
  | 'allow_address'
  | 'begin_delivery'
  | 'check_board_link'
  | 'claim_deliveries'
  | 'claim_wallet_cards'
  | 'clean_notifications'
  | 'clean_wallet_cards'
  | 'finish_delivery'
  | 'finish_wallet_card'
  | 'is_guest_of'
  | 'may_add_to_wallet'
  | 'next_delivery_at'
  | 'note_minutes_away'
  | 'note_page_view'
  | 'note_push'
  | 'notification_offers'
  | 'open_tracking_link'
  | 'place_order'
  | 'place_order_as_server'
  | 'place_order_as_staff'
  | 'recipient_wire'
  | 'remove_wallet_card'
  | 'report_delivery'
  | 'restaurant_offers'
  | 'restore_recipient'
  | 'wallet_changes'
  | 'wallet_order'
  | 'withdraw_address'
  | 'withdraw_channel'
  | 'withdraw_recipient';

/** Arguments by name. Each is a value that JSON can hold. */
export type KitArguments = Readonly<Record<string, unknown>>;

/**
 * The database of the kit. A hosted project answers through its REST API (`rest-database.ts`), the demo server through
 * PostgreSQL in its own process. Both reject with `DatabaseRefusal` if PostgreSQL or the API refuses the call.
 */
export interface KitDatabase {
  /** Calls a function as `service_role`. Resolves with its rows; one value is one row. */
  call(name: KitFunction, args: KitArguments): Promise<readonly unknown[]>;
  /** The same with the rights of a user's token. The database, or the API before it, checks the token. */
  callAs(token: string, name: KitFunction, args: KitArguments): Promise<readonly unknown[]>;
}

/** The database refused a call. The message of a refusal may hold values of the request, so it is never logged. */
export class DatabaseRefusal extends Error {
  override readonly name = 'DatabaseRefusal';
  /** A SQLSTATE such as `42501`, or a code of the REST API such as `PGRST301`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** 53100: the disk is full. 25006: written while the database can only be read, as a nearly full disk makes it. */
export function isDiskFull(code: string | undefined): boolean {
  return code === '53100' || code === '25006';
}

/** The database cannot be asked at this time. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** A failure that the host of the handlers answers by itself, as those of its other endpoints. */
export class LeftToHost extends Error {
  override readonly name = 'LeftToHost';
}
