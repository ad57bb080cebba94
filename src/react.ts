'use client';

import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { OrderStatusBoard as BoardElement, boardOptions } from './elements/board/order-status-board.js';
import type { AttributeOption, ElementOptionRow } from './elements/shared/element-option.js';
import type { elementOptions } from './elements/tracker/element-options.js';
import type { OrderStatusTracker as TrackerElement } from './elements/tracker/order-status-tracker.js';
import type { TrackerOptionRows } from './tracker/options.js';

export { OrderStatusBoard, type OrderStatusBoardProps } from './react/order-status-board.js';
export { OrderStatusTracker, type OrderStatusTrackerProps } from './react/order-status-tracker.js';
export { type OrderTracking, type OrderTrackingOptions, useOrderTracking } from './react/use-order-tracking.js';

/** What every element takes, for JSX. */
export type ElementProps<Element = TrackerElement> = DetailedHTMLProps<HTMLAttributes<Element>, Element>;

/**
 * The attributes of an element, by its list of options. Those with a dash are not checked further, as JSX sets them as
 * text; the one word ones are properties as well.
 */
type AttributesOf<Element, List extends Readonly<Record<string, ElementOptionRow>>> = Readonly<
  Record<`${string}-${string}`, unknown>
> & {
  readonly [Name in OneWord<AttributeOption<List>> & keyof Element]?: string extends NonNullable<Element[Name]>
    ? string
    : Name extends 'transport'
      ? Element[Name] | string
      : Element[Name];
};
type OneWord<Name extends string> = Name extends Lowercase<Name> ? Name : never;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'order-status-tracker': ElementProps & AttributesOf<TrackerElement, TrackerOptionRows & typeof elementOptions>;
      'order-status-board': ElementProps<BoardElement> &
        AttributesOf<BoardElement, TrackerOptionRows & typeof boardOptions>;
    }
  }
}
