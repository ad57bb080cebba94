import { attributeControls } from './attributes.js';
import { type Settings, writtenAttributes } from './settings.js';

/** What the simulated restaurant answers itself: the order that is followed, and the way to its back end. */
const simulatedUses: readonly string[] = ['order', 'transport', 'access', 'payload'];

/** The attributes of the element in the preview: those of the snippet, unless the simulated restaurant stands for them. */
export function previewAttributes(settings: Settings, source: 'simulated' | 'real'): Readonly<Record<string, string>> {
  const isSimulated = (name: string) =>
    attributeControls.some((control) => control.name === name && simulatedUses.includes(control.use));
  const written = writtenAttributes(settings);
  return Object.fromEntries(source === 'real' ? written : written.filter(([name]) => !isSimulated(name)));
}
