import { render } from 'lit';
import type { Settings } from '../settings/settings.js';
import { styleOf } from '../settings/snippet.js';
import type { ThemeName } from '../settings/themes.js';
import { firstChoice, type GalleryChoice, type Picture, readLook } from './axes.js';
import { galleryControls, galleryWall, noteOf } from './gallery-view.js';
import { type ShownTile, showTile } from './tile.js';

/** What the gallery needs to know of the rest of the playground. */
export interface GallerySource {
  readonly settings: () => Settings;
  readonly themes: Readonly<Record<ThemeName, string>>;
}

/** How far outside the window pictures are made and kept. */
const nearby = '400px';

/** Real elements side by side. Each is made when it comes near the window, one after the other, and removed afterwards. */
export class Gallery {
  readonly #source: GallerySource;
  readonly #controls: HTMLElement;
  readonly #wall: HTMLElement;
  readonly #pictures = new Map<Element, Picture>();
  /** Ends the making of a picture whose place has gone. */
  readonly #making = new Map<Element, AbortController>();
  readonly #shown = new Map<Element, ShownTile>();
  readonly #near = new Set<Element>();
  readonly #observer: IntersectionObserver;
  #choice: GalleryChoice = firstChoice;
  #isWorking = false;

  constructor(controls: HTMLElement, wall: HTMLElement, source: GallerySource) {
    this.#controls = controls;
    this.#wall = wall;
    this.#source = source;
    this.#observer = new IntersectionObserver((entries) => this.#notice(entries), { rootMargin: nearby });
    this.#draw();
  }

  /** The playground's settings have changed: their pictures are made again. */
  settingsChanged(): void {
    for (const [place, picture] of this.#pictures) {
      if (readLook(picture.look).theme === 'own') this.#takeDown(place);
    }
    void this.#work();
  }

  #draw(): void {
    const view = {
      choice: this.#choice,
      change: (choice: GalleryChoice) => {
        this.#choice = choice;
        this.#draw();
      },
      hang: (place: Element | undefined, picture: Picture) => this.#hang(place, picture),
    };
    render(galleryControls(view), this.#controls);
    this.#wall.classList.toggle('small', this.#choice.isSmall);
    this.#wall.dataset.layout = this.#choice.rest.layout;
    render(galleryWall(view), this.#wall);
    for (const place of this.#pictures.keys()) if (!place.isConnected) this.#forget(place);
  }

  #hang(place: Element | undefined, picture: Picture): void {
    if (!place || this.#pictures.has(place)) return;
    this.#pictures.set(place, picture);
    this.#observer.observe(place);
  }

  #forget(place: Element): void {
    this.#observer.unobserve(place);
    this.#making.get(place)?.abort();
    this.#near.delete(place);
    this.#shown.get(place)?.remove();
    this.#shown.delete(place);
    this.#pictures.delete(place);
  }

  #notice(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#near.add(target);
      else {
        this.#near.delete(target);
        this.#takeDown(target);
      }
    }
    void this.#work();
  }

  /** The place keeps its size, so that nothing jumps. */
  #takeDown(place: Element): void {
    const tile = this.#shown.get(place);
    if (!tile || !(place instanceof HTMLElement)) return;
    place.style.minHeight = `${place.offsetHeight}px`;
    tile.remove();
    this.#shown.delete(place);
  }

  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    try {
      for (let place = this.#nextPlace(); place; place = this.#nextPlace()) await this.#show(place);
    } finally {
      this.#isWorking = false;
    }
  }

  #nextPlace(): HTMLElement | undefined {
    for (const place of this.#near) {
      if (!this.#shown.has(place) && this.#pictures.has(place) && place instanceof HTMLElement) return place;
    }
    return undefined;
  }

  async #show(place: HTMLElement): Promise<void> {
    const picture = this.#pictures.get(place);
    if (!picture) return;
    const making = new AbortController();
    this.#making.set(place, making);
    const tile = await showTile(place, picture, this.#cssOf(picture), making.signal);
    this.#making.delete(place);
    if (!tile) return;
    this.#shown.set(place, tile);
    place.style.minHeight = '0';
    place.dataset.connection = tile.connection;
    const note = place.parentElement?.querySelector('.picture-note');
    if (note) note.textContent = noteOf(tile.connection);
  }

  #cssOf({ look }: Picture): string {
    const { theme, isDark } = readLook(look);
    const { settings, themes } = this.#source;
    if (theme === 'plain') return '';
    if (theme !== 'own') return themes[theme];
    const own = settings();
    const attributes = { ...own.attributes, theme: isDark ? 'dark' : 'light' };
    return styleOf({ ...own, attributes }, own.theme ? themes[own.theme] : '');
  }
}
