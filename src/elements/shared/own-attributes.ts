import type { ReactiveControllerHost } from 'lit';
import type { TrackerError } from '../../tracker/types.js';

/** What a check of an element's tag needs of it. */
export interface FaultyHost extends ReactiveControllerHost, HTMLElement {
  report(error: TrackerError): void;
}

/** Attributes that are no property: those of any element, what ours reflects, and those of frameworks. */
const ofEveryElement =
  /^(class|tabindex|is|key|ref|status|connection|(data|aria|item|state|hx|v|x|ng|_ng|wire|up|unpoly)\b.*|.*[:@.*[(].*)$/;

/** The names of the attributes that an element of ours has. */
export function attributeNamesOf(host: HTMLElement): readonly string[] {
  return (host.constructor as typeof HTMLElement & { readonly attributeNames: readonly string[] }).attributeNames;
}

/** Whether an attribute is none of ours, and right. */
export function isOfEveryElement(name: string): boolean {
  return name in HTMLElement.prototype || ofEveryElement.test(name);
}
