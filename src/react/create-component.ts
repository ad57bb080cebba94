import { createComponent as createLitComponent } from '@lit/react';
import type { LitElement } from 'lit';
import * as React from 'react';
import { useEffectBeforePaint } from './react-versions.js';
import { type Draw, type ElementClass, useElement } from './use-element.js';

/** An element, and the names of its events by the names of their props. */
export interface WrappedElement {
  readonly tagName: string;
  readonly elementClass: ElementClass;
  readonly displayName: string;
  readonly events: Readonly<Record<`on${string}`, string>>;
}

/**
 * Marks the tags that a server wrote: an element with it does not start (see `RobustElement`). Lit's wrapper removes it
 * once it has set the properties.
 */
const waiting = 'defer-hydration';

/**
 * A React component for an element. The element is registered when the first one is mounted.
 *
 * Lit's wrapper has one file for browsers and one for Node, without effects, which tests with jsdom would get as well. This
 * is the first one; the React that it is given does on servers what the other one does.
 */
export function createComponent<Props, Element extends HTMLElement>(
  wrapped: WrappedElement,
): React.ForwardRefExoticComponent<Props & React.RefAttributes<Element>> {
  const react = {
    ...React,
    useLayoutEffect: useEffectBeforePaint,
    forwardRef: <Own extends object>(draw: Draw<Own>) =>
      React.forwardRef<LitElement, Own>((props, ref) => useElement(draw, props as Own, ref, wrapped)),
    createElement: (tag: string, props: object) =>
      React.createElement(tag, typeof window === 'undefined' ? { ...props, [waiting]: '' } : props),
  };
  return createLitComponent({ ...wrapped, react: react as typeof React }) as React.ForwardRefExoticComponent<
    Props & React.RefAttributes<Element>
  >;
}
