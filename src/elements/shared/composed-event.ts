/** The browser's own `Event`: MooTools puts its own in that place, and cannot be extended. */
const BrowserEvent = Object.getPrototypeOf(MessageEvent) as typeof Event;

/** The base of all our events: they bubble and leave shadow trees. */
export abstract class ComposedEvent extends BrowserEvent {
  constructor(type: string, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
  }

  /** The event itself, for frameworks that hand on only `detail`. */
  get detail(): this {
    return this;
  }
}
