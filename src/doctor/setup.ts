import type { OrderTrackerOptions } from '../tracker/options.js';

/** What is examined, and as whom. */
export interface Setup {
  /** As the tracker takes them; every address is absolute. */
  readonly options: OrderTrackerOptions & { readonly orderId: string };
  /** The page's origin, as browsers name it. */
  readonly origin: string;
  /** Whether the origin was told. If not, what only another origin may not do is no fault. */
  readonly isOriginGiven: boolean;
  /** An order that the token must not open. */
  readonly otherOrderId?: string | undefined;
  /** How long the live connection is listened to beyond the usual, in milliseconds. */
  readonly watch: number;
}

/** The origin of a page of which nothing is known. */
export const anyOrigin = 'https://www.restaurant.example';

const uuid = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i;
/** Fits into a 32-bit column, and no restaurant has come to it. */
const highNumber = '2146480913';

/** An id that no order has, of the same kind: another kind would be refused for its form. */
export function unknownOrderId(like: string): string {
  if (uuid.test(like)) return '0d0c7012-0000-4000-8000-0d0c70120000';
  if (/^\d+$/.test(like)) return highNumber;
  if (like.length >= 10) return like.replace(/[a-z\d]/gi, turned);
  return /\d/.test(like) ? like.replace(/\d+/, highNumber) : `${like}${highNumber}`;
}

/** The letter or digit some places further on. */
function turned(character: string): string {
  const [alphabet] = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((letters) =>
    letters.includes(character),
  );
  return alphabet ? alphabet.charAt((alphabet.indexOf(character) + 7) % alphabet.length) : character;
}

/** A token that no back end has given. Its signature is none. */
export const forgedToken = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded({
  sub: 'order-status-tracker-doctor',
  role: 'anon',
  iat: 1_700_000_000,
  exp: 4_000_000_000,
})}.ZG9jdG9yZG9jdG9yZG9jdG9yZG9jdG9yZG9jdG9yZG8`;

function encoded(claims: object): string {
  return btoa(JSON.stringify(claims)).replace(/=+$/, '');
}
