import type { LitElement } from 'lit';
import { type ForwardedRef, type ReactNode, useCallback, useRef } from 'react';
import { useEffectBeforePaint } from './react-versions.js';
import { useSettledProps } from './use-settled-props.js';

export type ElementClass = (new () => LitElement) & Pick<typeof LitElement, 'elementProperties'>;
/** Renders a component's props. */
export type Draw<Props> = (props: Props, ref: ForwardedRef<LitElement>) => ReactNode;

/**
 * What Lit's wrapper draws, with what it leaves open: the element is registered, starts if it waited, and a prop that is
 * `undefined` again, or gone, has its default.
 */
export function useElement<Props extends object>(
  draw: Draw<Props>,
  props: Props,
  ref: ForwardedRef<LitElement>,
  { tagName, elementClass }: { readonly tagName: string; readonly elementClass: ElementClass },
): ReactNode {
  const element = useRef<LitElement | null>(null);
  const setBoth = useCallback(
    (node: LitElement | null) => {
      element.current = node;
      if (typeof ref === 'function') ref(node);
      else if (ref) ref.current = node;
    },
    [ref],
  );
  /** Of each property that was ever given: what the element had before. */
  const defaults = useRef<Readonly<Record<string, unknown>>>({});
  const noLongerGiven = Object.keys(defaults.current).map((name) => [name, undefined]);
  const given: Record<string, unknown> = { ...Object.fromEntries(noLongerGiven), ...useSettledProps(props) };

  // Before Lit's own effect, which sets the properties.
  useEffectBeforePaint(() => {
    if (!customElements.get(tagName)) customElements.define(tagName, elementClass);
    const names = Object.keys(given).filter((name) => elementClass.elementProperties.has(name));
    const found = names.map((name) => [name, element.current && Reflect.get(element.current, name)]);
    defaults.current = { ...Object.fromEntries(found), ...defaults.current };
    for (const name of names) given[name] = given[name] === undefined ? defaults.current[name] : given[name];
  });
  const drawn = draw(given as Props, setBoth);
  // After it: an element that waited was not told that it is in the page.
  useEffectBeforePaint(() => {
    const { current } = element;
    // In a window of its own (a portal) the tag may be no element of ours.
    if (current?.isConnected && 'connectedCallback' in current && !current.renderRoot) current.connectedCallback();
  }, []);
  return drawn;
}
