import { executeServerCommand } from '@web/test-runner-commands';

/** Only Chromium can play every media feature. */
export const isChromium = /Chrome\//.test(navigator.userAgent);

/** Plays media features, such as `forced-colors`, and `media` for the type; everything as usual where none is named. */
export function playMedia(features: Readonly<Record<string, string>>): Promise<true> {
  return executeServerCommand('media', features);
}

/** Makes the browser's window this large, in pixels. */
export function resizeWindow(width: number, height: number): Promise<true> {
  return executeServerCommand('screen', { width, height });
}
