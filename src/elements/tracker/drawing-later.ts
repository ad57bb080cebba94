/*
 * Loaded on demand with the alerts, by alerts-code.ts.
 */

import type { FaultyHost } from '../shared/own-attributes.js';
import { PageFaults } from '../shared/page-faults.js';
import { Sight } from '../shared/sight.js';
import { WordCheck, type WordCheckHost } from '../shared/word-check.js';
import { checkedOptions } from './checked-options.js';
import { LinkCopy, type LinkCopyHost, type Saying } from './copy-link/copy-link.js';
import { NameCheck, type NameCheckHost } from './name-check.js';
import { Toast } from './parts/toast.js';
import { ToastNews, type ToastNewsHost } from './toast-news.js';

/** What these need of the element. */
export interface DrawingLaterHost extends LinkCopyHost, ToastNewsHost, WordCheckHost, NameCheckHost, FaultyHost {}

/** What drawing a tracker needs only once its first state stands. */
export class DrawingLater {
  readonly toast: Toast;
  readonly toastNews: ToastNews;
  readonly sight: Sight;
  readonly linkCopy: LinkCopy;

  constructor(host: DrawingLaterHost, speech: Saying) {
    this.toast = new Toast(host);
    this.toastNews = new ToastNews(host, this.toast);
    this.sight = new Sight(host);
    this.linkCopy = new LinkCopy(host, speech);
    new WordCheck(host, checkedOptions);
    new NameCheck(host);
    new PageFaults(host);
  }

  /** Does what the button of this name is for, if it is one of these. */
  press(part: string): void {
    if (part === 'toast-dismiss') this.toast.dismiss();
    if (part === 'copy-link') void this.linkCopy.copy();
  }
}
