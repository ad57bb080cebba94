/** Where the lines of `debug` go: to the console (`true`), or to a function of the page's. */
export type DebugOption = boolean | ((line: string) => void);

/** What all kinds of XState's inspection events have. */
interface Inspected<Type extends string> {
  readonly type: Type;
  readonly rootId: string;
  /** The actor that the event is about; of `@xstate.event`, the one that receives it. */
  readonly actorRef: { readonly sessionId: string; getSnapshot(): unknown };
}

/** What happens in an actor, and its state afterwards. */
interface InspectedChange<Type extends string> extends Inspected<Type> {
  readonly event: { readonly type: string };
  readonly snapshot: { readonly status: string };
}

/**
 * XState's inspection events. XState's own type is not named here: XState's declarations are refused in projects with
 * `exactOptionalPropertyTypes` that check the declarations of packages.
 */
export type InspectionEvent =
  | Inspected<'@xstate.actor'>
  | (Inspected<'@xstate.event'> & { readonly event: { readonly type: string } })
  | (Inspected<'@xstate.action'> & { readonly action: { readonly type: string; readonly params: unknown } })
  | InspectedChange<'@xstate.snapshot'>
  | InspectedChange<'@xstate.transition'>
  | InspectedChange<'@xstate.microstep'>;

/** Receives XState's inspection events. A function that takes XState's own type fits as well. */
export type InspectionObserver = {
  // A method, as its parameter may be narrower.
  observe(event: InspectionEvent): void;
}['observe'];
