/** A payload as a provider documents it, with texts of our own, and the order that it is. */
export interface PayloadCase {
  readonly title: string;
  readonly payload: unknown;
  /** The order that the page follows. Default: none. */
  readonly orderId?: string;
  /**
   * The whole order, times as ISO 8601; flags that are off and a confirmed status are left out. `undefined`: the payload
   * says nothing about an order.
   */
  readonly order: Readonly<Record<string, unknown>> | undefined;
}
