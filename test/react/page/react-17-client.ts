import * as ReactDom from 'react-dom';

/** What React 17 has in the place of `react-dom/client`. */
interface OldReactDom {
  render(element: unknown, container: Element): void;
  hydrate(element: unknown, container: Element): void;
  unmountComponentAtNode(container: Element): void;
}

const old: OldReactDom = { ...ReactDom } as object as OldReactDom;

/** `createRoot` of React 17, for the bundles of the tests. */
export function createRoot(container: Element) {
  return {
    render: (element: unknown) => old.render(element, container),
    unmount: () => old.unmountComponentAtNode(container),
  };
}

/** `hydrateRoot` of React 17. */
export function hydrateRoot(container: Element, element: unknown) {
  old.hydrate(element, container);
  return createRoot(container);
}
