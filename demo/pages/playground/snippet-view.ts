import { html, nothing, type TemplateResult } from 'lit';

export interface SnippetView {
  readonly snippet: string;
  readonly errorCount: number;
  /** Whether it lies on the clipboard; `false` if the browser refused. */
  readonly copied: boolean | undefined;
  readonly copy: () => void;
}

/** What to paste, and a button that takes it along. */
export function snippetView({ snippet, errorCount, copied, copy }: SnippetView): TemplateResult {
  return html`
    <div class="snippet-head">
      <h2 id="snippet-heading">Your snippet</h2>
      <button type="button" class="primary" data-action="copy" @click=${copy}>Copy</button>
    </div>
    ${
      errorCount
        ? html`<p class="refusal">
          ${errorCount === 1 ? 'One setting needs' : `${errorCount} settings need`} mending before this works well.
        </p>`
        : nothing
    }
    <pre tabindex="0" role="region" aria-label="Snippet"><code>${snippet}</code></pre>
    <p class="snippet-note" role="status">
      ${
        copied === undefined
          ? nothing
          : copied
            ? 'Copied. Paste it where the tracker should go.'
            : 'The browser refused. The snippet is selected: copy it with your keyboard.'
      }
    </p>
  `;
}
