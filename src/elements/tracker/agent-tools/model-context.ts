/*
 * The part of WebMCP that is used here, after the draft of the Web Machine Learning Community Group
 * (https://webmachinelearning.github.io/webmcp, read in November 2026). Browsers have it behind a flag, if at all.
 */

/** What a page tells agents of a function that they may call. */
export interface ModelContextTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly inputSchema: object;
  readonly annotations: {
    /** It changes nothing. */
    readonly readOnlyHint: boolean;
    /** Its answer has texts that the page's author did not write. */
    readonly untrustedContentHint: boolean;
  };
  /** Called with the arguments. What it resolves to is handed on as JSON. */
  execute(input: object): Promise<object>;
}

/** Where a page registers its tools. */
export interface ModelContext {
  /** Rejects if the name is taken or the page may not have tools. Aborting the signal takes the tool back. */
  registerTool(tool: ModelContextTool, options: { readonly signal: AbortSignal }): Promise<void> | undefined;
  /** In earlier versions of the draft, which know no signal. */
  unregisterTool?(name: string): unknown;
}

/** Where this page registers tools: at its document, in earlier versions of the draft at `navigator`. */
export function modelContextOf(page: Document): ModelContext | undefined {
  const places: readonly object[] = [page, page.defaultView?.navigator ?? {}];
  for (const place of places) {
    const context = 'modelContext' in place ? place.modelContext : undefined;
    if (isModelContext(context)) return context;
  }
  return undefined;
}

function isModelContext(value: unknown): value is ModelContext {
  return typeof value === 'object' && value !== null && 'registerTool' in value;
}
