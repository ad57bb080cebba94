/**
 * Calls `action` if the element has really left the page. An element that is moved is disconnected and connected again
 * in the same task: it keeps what it has.
 */
export function afterRemoval(element: Node, action: () => void): void {
  queueMicrotask(() => {
    if (!element.isConnected) action();
  });
}
