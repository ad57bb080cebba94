import { LitElement, type ReactiveController } from 'lit';
import type { TrackerError } from '../../tracker/types.js';
import { isReflecting } from './custom-states.js';
import { GuardedController } from './guarded.js';
import { dress } from './late-styles.js';
import { otherSpellings, propertyNamed } from './lenient.js';

/** What both elements do to stand in any page: whatever it writes, sets, or moves them to. */
export abstract class RobustElement extends LitElement {
  /** Tells the page what went wrong. @internal */
  abstract readonly report: (error: TrackerError) => void;

  /** The names of all attributes, as they are to be written. @internal */
  static get attributeNames(): readonly string[] {
    // biome-ignore lint/complexity/noThisInStatic: Lit answers for the class that is asked
    return super.observedAttributes;
  }

  /** Attributes in other spellings count as well: HTML reads `orderId` as `orderid`. @internal */
  static override get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: Lit answers for the class that is asked
    const names = super.observedAttributes;
    return [...names, ...otherSpellings(names).keys(), 'status', 'connection'];
  }

  #isTold = false;

  /** What a framework's server wrote waits until its properties are set: nothing is drawn or followed before. @internal */
  override connectedCallback(): void {
    // Chromium's parser of XML sets attributes without a word.
    if (!this.#isTold) for (const { name, value } of this.attributes) this.attributeChangedCallback(name, null, value);
    if (!this.hasAttribute('defer-hydration')) super.connectedCallback();
  }

  /** @internal */
  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    this.#isTold = true;
    // Morphing makes the attributes what the server's HTML says: those that the element writes are written again.
    if (!isReflecting()) this.requestUpdate();
    const names = (this.constructor as typeof RobustElement).attributeNames;
    const proper = names.includes(name) ? undefined : otherSpellings(names).get(name);
    if (proper === undefined) super.attributeChangedCallback(name, before, value);
    else if (!this.hasAttribute(proper)) super.attributeChangedCallback(proper, before, value);
  }

  /** Takes an object as the property of that name: as an attribute it would be the text "[object Object]". @internal */
  override setAttribute(name: string, value: unknown): void {
    const isObject = typeof value === 'object' && value !== null;
    const property = isObject && propertyNamed(this.constructor as typeof LitElement, name);
    if (property) Reflect.set(this, property, value);
    // A symbol becomes a text only when it is asked to.
    else super.setAttribute(name, String(value));
  }

  /** @internal */
  override addController(controller: ReactiveController): void {
    super.addController(new GuardedController(controller, this));
  }

  /** @internal */
  protected override createRenderRoot(): ShadowRoot {
    const Class = this.constructor as typeof LitElement;
    const root = this.shadowRoot ?? this.attachShadow(Class.shadowRootOptions);
    // What a server has drawn (declarative shadow DOM) makes room: the first drawing follows before the next paint.
    root.textContent = '';
    dress(root, Class.elementStyles);
    return root;
  }

  /** A style sheet belongs to one document: in another one, such as a floating window's, it gets its own. @internal */
  adoptedCallback(): void {
    if (this.shadowRoot) dress(this.shadowRoot);
  }
}
