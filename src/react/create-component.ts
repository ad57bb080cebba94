import { createComponent as createLitComponent } from '@lit/react';
import * as React from 'react';
import { useEffectBeforePaint } from './react-versions.js';
import { useSettledProps } from './use-settled-props.js';

/** An element, and the names of its events by the names of their props. */
export interface WrappedElement {
  readonly tagName: string;
  readonly elementClass: ElementClass;
  readonly displayName: string;
  readonly events: Readonly<Record<`on${string}`, string>>;
}

type ElementClass = (new () => ConnectedElement) & { readonly observedAttributes: string[] };

/** The part of a custom element that browsers call. */
interface ConnectedElement extends HTMLElement {
  connectedCallback(): void;
  attributeChangedCallback(name: string, before: string | null, value: string | null): void;
}

/** Marks the tags that a server wrote: each waits until React has set its properties. Lit's wrapper removes it then. */
const waiting = 'defer-hydration';

/**
 * A React component for an element. The element is registered when the first one is mounted, so that tags written by a
 * server do not start before React has set their properties.
 *
 * Lit's wrapper has one file for browsers and one for Node, without effects, which tests with jsdom would get as well. This
 * is the first one; the React that it is given does on servers what the other one does.
 */
export function createComponent<Props, Element extends HTMLElement>(
  wrapped: WrappedElement,
): React.ForwardRefExoticComponent<Props & React.RefAttributes<Element>> {
  const { tagName, elementClass } = wrapped;
  const register = () => {
    if (!customElements.get(tagName)) customElements.define(tagName, startingWithReact(elementClass));
  };
  const react = {
    ...React,
    useLayoutEffect: (effect: React.EffectCallback, deps?: React.DependencyList) =>
      useEffectBeforePaint(() => {
        register();
        return effect();
      }, deps),
    forwardRef: <Own extends object>(draw: (props: Own, ref: React.ForwardedRef<unknown>) => React.ReactNode) =>
      React.forwardRef<unknown, Own>((props, ref) => draw(useSettledProps(props as Own), ref)),
    createElement: (tag: string, props: object) =>
      React.createElement(tag, typeof window === 'undefined' ? { ...props, [waiting]: '' } : props),
  };
  return createLitComponent({ ...wrapped, react: react as typeof React }) as React.ForwardRefExoticComponent<
    Props & React.RefAttributes<Element>
  >;
}

/** The element, which is not connected as long as it waits. */
function startingWithReact(Base: ElementClass): ElementClass {
  return class extends Base {
    static override get observedAttributes(): string[] {
      return [...Base.observedAttributes, waiting];
    }

    override connectedCallback(): void {
      if (!this.hasAttribute(waiting)) super.connectedCallback();
    }

    override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
      if (name !== waiting) super.attributeChangedCallback(name, before, value);
      else if (value === null && this.isConnected) super.connectedCallback();
    }
  };
}
