import { attributeOf } from '../elements/shared/element-option.js';
import { type OrderTrackerOptions, trackerOptions } from '../tracker/options.js';

type Rows = typeof trackerOptions;

/** An option that holds an address. */
export type AddressOption = {
  [Name in keyof Rows]: Rows[Name]['value'] extends 'url' | 'socket-url' ? Name : never;
}[keyof Rows];

/** Every option that holds an address, in the order of the list. */
export const addressOptions = Object.entries(trackerOptions)
  .filter(([, { value }]) => value === 'url' || value === 'socket-url')
  .map(([name]) => name) as readonly AddressOption[];

/** What an option's address begins with, encrypted or not. */
export function familyOf(name: AddressOption): 'http' | 'ws' {
  return trackerOptions[name].value === 'socket-url' ? 'ws' : 'http';
}

/** The addresses of back ends that can say by themselves when something changed. */
export function liveAddresses(options: OrderTrackerOptions): readonly string[] {
  return addressOptions
    .filter((name) => name !== 'pollUrl' && name !== 'tokenUrl')
    .flatMap((name) => options[name] || []);
}

/** `pollUrl` → `poll-url` */
export function attributeName(name: AddressOption): string {
  return attributeOf(name, trackerOptions[name]) ?? name;
}
