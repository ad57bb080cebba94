/** Seconds from … to …, of which each guest has one at random. */
export type Range = readonly [from: number, to: number];

/** How guests of one kind behave. */
export interface GuestKind {
  readonly name: string;
  /** Of 100 guests. */
  readonly share: number;
  /** For how long the page stays visible after the order was placed. Without it, until the order has ended. */
  readonly firstLook?: Range;
  /** After how long the guest looks again unasked, and for how long. Without it never. */
  readonly looks?: { readonly every: Range; readonly lasting: Range };
  /** Whether the page still works: it draws what is new, and says when it is hidden. */
  readonly hasWorkingPage: boolean;
  /** The chance that the telephone shows a push, and that an SMS arrives. */
  readonly showsPush: number;
  readonly getsSms: number;
  /** The chance that a message about `ready`, or about anything else, makes the guest open the page. */
  readonly opensReady: number;
  readonly opensOther: number;
  /** Minutes from the shop. Without it the site does not pass it. */
  readonly minutesAway?: Range;
}

export const guestKinds: readonly GuestKind[] = [
  {
    name: 'watches the page all the time',
    share: 20,
    hasWorkingPage: true,
    showsPush: 0.98,
    getsSms: 0.98,
    opensReady: 0,
    opensOther: 0,
  },
  {
    name: 'looks every few minutes',
    share: 15,
    firstLook: [20, 60],
    looks: { every: [60, 240], lasting: [8, 25] },
    hasWorkingPage: true,
    showsPush: 0.98,
    getsSms: 0.98,
    opensReady: 0.9,
    opensOther: 0.6,
  },
  {
    name: 'has the telephone in a pocket',
    share: 27,
    firstLook: [20, 60],
    looks: { every: [600, 1500], lasting: [5, 15] },
    hasWorkingPage: true,
    showsPush: 0.97,
    getsSms: 0.98,
    opensReady: 0.8,
    opensOther: 0.25,
  },
  {
    name: 'closes the page',
    share: 15,
    firstLook: [4, 20],
    hasWorkingPage: true,
    showsPush: 0.95,
    getsSms: 0.97,
    opensReady: 0.6,
    opensOther: 0.15,
  },
  {
    name: 'is on the way to the shop',
    share: 10,
    firstLook: [20, 90],
    looks: { every: [240, 600], lasting: [5, 20] },
    hasWorkingPage: true,
    showsPush: 0.95,
    getsSms: 0.97,
    opensReady: 0.7,
    opensOther: 0.4,
    minutesAway: [5, 25],
  },
  {
    name: 'sits in the shop',
    share: 3,
    firstLook: [20, 90],
    hasWorkingPage: true,
    showsPush: 0.97,
    getsSms: 0.97,
    opensReady: 0.3,
    opensOther: 0.1,
    minutesAway: [0, 1],
  },
  {
    name: 'has switched the telephone off',
    share: 5,
    firstLook: [4, 20],
    hasWorkingPage: true,
    showsPush: 0,
    getsSms: 0.2,
    opensReady: 0,
    opensOther: 0,
  },
  {
    name: 'has a page that died while it was visible',
    share: 5,
    firstLook: [4, 20],
    hasWorkingPage: false,
    showsPush: 0.5,
    getsSms: 0.9,
    opensReady: 0,
    opensOther: 0,
  },
];

/** One of the kinds, by their shares. `chance` is between 0 and 1. */
export function kindAt(chance: number): GuestKind {
  const total = guestKinds.reduce((sum, { share }) => sum + share, 0);
  let rest = chance * total;
  const found = guestKinds.find(({ share }) => {
    rest -= share;
    return rest < 0;
  });
  if (!found) throw new RangeError('A chance is from 0 to below 1.');
  return found;
}
