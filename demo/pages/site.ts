/** The script of the site's pages: search, and buttons that copy code. Without it, the pages are as readable. */
import { type Found, type Section, search } from './site/search.js';

declare global {
  /** Set by search-index.js. A script and no JSON, since pages that were opened as files may load nothing else. */
  var siteSearchIndex: readonly Section[] | undefined;
}

const root = document.documentElement.dataset.root ?? '';

function loadIndex(): Promise<readonly Section[]> {
  if (globalThis.siteSearchIndex) return Promise.resolve(globalThis.siteSearchIndex);
  return new Promise((resolve) => {
    const script = document.createElement('script');
    script.src = `${root}guides/search-index.js`;
    script.onload = () => resolve(globalThis.siteSearchIndex ?? []);
    script.onerror = () => resolve([]);
    document.head.append(script);
  });
}

function setUpSearch(form: HTMLFormElement): void {
  const input = form.querySelector('input');
  const results = form.querySelector<HTMLElement>('.search-results');
  const count = form.querySelector<HTMLElement>('.search-count');
  if (!input || !results || !count) return;
  form.hidden = false;

  const show = async () => {
    const query = input.value;
    const found = search(await loadIndex(), query);
    // The guest may have typed on while the index came.
    if (input.value !== query) return;
    results.replaceChildren(...(found.length > 0 ? found.map(resultOf) : [nothingFound()]));
    results.hidden = query.trim() === '';
    count.textContent = query.trim() === '' ? '' : found.length === 0 ? 'Nothing found' : `${found.length} found`;
  };
  input.addEventListener('focus', () => void loadIndex(), { once: true });
  input.addEventListener('input', () => void show());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    results.querySelector('a')?.click();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      results.hidden = true;
      input.focus();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [input, ...results.querySelectorAll('a')];
    const here = stops.findIndex((stop) => stop.matches(':focus'));
    stops[here + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
    event.preventDefault();
  });
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node) || !form.contains(relatedTarget)) results.hidden = true;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)
      return;
    event.preventDefault();
    input.focus();
  });
}

function resultOf({ section, excerpt }: Found): HTMLElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = root + section.address;
  const title = document.createElement('b');
  title.textContent = section.heading === section.page ? section.page : `${section.page} › ${section.heading}`;
  const text = document.createElement('span');
  text.textContent = excerpt;
  link.append(title, text);
  item.append(link);
  return item;
}

function nothingFound(): HTMLElement {
  const item = document.createElement('li');
  item.className = 'search-nothing';
  item.textContent = 'Nothing found';
  return item;
}

function addCopyButton(sample: Element): void {
  const code = sample.querySelector('code');
  if (!code) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(code.textContent ?? '');
      button.textContent = 'Copied';
    } catch {
      getSelection()?.selectAllChildren(code);
      button.textContent = 'Press Ctrl+C';
    }
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2000);
  });
  sample.append(button);
}

// Modules do not run in pages that were opened as files: such a page says why a part of it stays empty.
if (location.protocol === 'file:') {
  for (const note of document.querySelectorAll<HTMLElement>('[data-opened-as-file]')) note.hidden = false;
}
for (const form of document.querySelectorAll<HTMLFormElement>('form.search')) setUpSearch(form);
for (const sample of document.querySelectorAll('.sample')) addCopyButton(sample);
