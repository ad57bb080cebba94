/** What happened to the page or its network, as the browser reports it. */
export type PageEvent =
  | 'shown'
  | 'hidden'
  | 'focused'
  /** The browser stopped the page's tasks (`freeze`). */
  | 'frozen'
  /** The page's tasks run again (`resume`); its sockets are dead. */
  | 'resumed'
  /** The guest leaves the page, which may go to the back/forward cache (`pagehide`). */
  | 'left'
  /** The page came back from the back/forward cache (`pageshow`, persisted); its sockets are dead. */
  | 'restored'
  | 'online'
  | 'offline';

/** What the tracker knows of the page. */
export interface Page {
  readonly visible: boolean;
  readonly online: boolean;
  /**
   * Whether the device always hides the page before it sleeps, as phones do. Otherwise the clocks are looked at every 2 s.
   * Default: false.
   */
  readonly hidesBeforeSleep?: boolean;
  /** Calls `listener` until the returned function is called. */
  listen(listener: (event: PageEvent) => void): () => void;
}
