/** The files of tests from which the report is made, below test/. */
export const testFiles = {
  announcements: 'elements/announcements.test.ts',
  axe: 'elements/accessibility-matrix.test.ts',
  chime: 'alerts/chime.test.ts',
  contrast: 'elements/contrast.test.ts',
  evening: 'elements/evening.test.ts',
  focus: 'elements/focus.test.ts',
  guidelines: 'elements/guidelines.test.ts',
  keyboard: 'elements/keyboard.test.ts',
  media: 'elements/media.test.ts',
  names: 'elements/announcement-order.test.ts',
  stillness: 'elements/stillness.test.ts',
  targets: 'elements/accessibility.test.ts',
  zoom: 'elements/zoom.test.ts',
} as const satisfies Readonly<Record<string, string>>;

export type TestFile = keyof typeof testFiles;

/** Tests whose name contains these words; every one of them must pass. */
export type TestReference = readonly [file: TestFile, words: string];

/** One row of the report. */
export interface Criterion {
  readonly number: string;
  readonly name: string;
  readonly level: 'A' | 'AA';
  /**
   * What the tests show if they pass: that the criterion is met; that it is met in part; or that nothing in the element
   * falls under it.
   */
  readonly shows: 'support' | 'part' | 'nothing';
  /** None: nothing shows it, and the report says so; or, with `nothing`, the criterion is about whole pages. */
  readonly tests: readonly TestReference[];
  readonly remark: string;
}

type Row = readonly [number: string, name: string, shows: Criterion['shows'], remark: string, ...TestReference[]];

const noMedia: TestReference = ['guidelines', 'has no sound, video, picture of text, frame or field to fill in'];
const noGestures: TestReference = ['guidelines', 'listens to no keys, gestures, or movements of the device'];
const allOfAxe: TestReference = ['axe', 'finds no violation'];
const ofThePage = 'About whole pages: for the page that the element stands in.';
const noFields = 'The element has no field to fill in.';
const noRecordings = 'The element plays no recorded sound or video.';

const levelA: readonly Row[] = [
  [
    '1.1.1',
    'Non-text Content',
    'support',
    'Drawings are decorative and hidden from assistive technology; the words beside them say the same.',
    ['names', 'hide icons and duplicate texts from screen readers'],
    ['targets', 'every button and every state has an accessible name'],
    allOfAxe,
  ],
  ['1.2.1', 'Audio-only and Video-only (Prerecorded)', 'nothing', noRecordings, noMedia],
  ['1.2.2', 'Captions (Prerecorded)', 'nothing', noRecordings, noMedia],
  ['1.2.3', 'Audio Description or Media Alternative (Prerecorded)', 'nothing', noRecordings, noMedia],
  [
    '1.3.1',
    'Info and Relationships',
    'support',
    'Steps are a list with the current one marked; progress has a role and a value; the card has its status as name.',
    ['names', 'give the progress in percent, and the current step'],
    ['names', 'label the card with its status'],
    ['guidelines', 'has one heading, which says its status'],
    allOfAxe,
  ],
  [
    '1.3.2',
    'Meaningful Sequence',
    'support',
    'Parts stand in the document in the order in which they are drawn.',
    ['guidelines', 'is read in the order in which it is drawn'],
  ],
  [
    '1.3.3',
    'Sensory Characteristics',
    'support',
    'The English strings were tested; texts that a restaurant writes itself are its own.',
    ['guidelines', 'names no colour, shape, sound or place on the screen in its words'],
  ],
  [
    '1.4.1',
    'Use of Color',
    'support',
    'Each state differs by word and by shape as well, which is tested with the colours taken away.',
    ['media', 'done, current, estimated and upcoming steps differ'],
    ['media', 'a live connection differs from a lost one'],
  ],
  [
    '1.4.2',
    'Audio Control',
    'part',
    'The chime sounds only after the guest asked for it, and ends within 2.5 s. A sound file of the restaurant should be as short.',
    ['chime', 'is audible, does not clip, and fades out'],
    noMedia,
  ],
  [
    '2.1.1',
    'Keyboard',
    'support',
    'Tested with real keys.',
    ['keyboard', 'reaches every control with Tab'],
    ['keyboard', 'uses every control with Enter and with the space bar'],
    ['keyboard', 'rates with the keyboard alone'],
  ],
  [
    '2.1.2',
    'No Keyboard Trap',
    'support',
    'Tab and Shift+Tab leave the card; Escape closes the number over the whole screen.',
    ['keyboard', 'leaves the card at its end'],
    ['keyboard', 'leaves the card at its beginning'],
    ['keyboard', 'closes the number over the whole screen with Escape'],
  ],
  ['2.1.4', 'Character Key Shortcuts', 'nothing', 'The element has no shortcuts.', noGestures],
  [
    '2.2.1',
    'Timing Adjustable',
    'support',
    'A toast leaves after 8 s, and what it said stays in the card. Nothing else has a time limit of the element’s own.',
    ['guidelines', 'still says in the card what a toast said'],
  ],
  [
    '2.2.2',
    'Pause, Stop, Hide',
    'support',
    'Motion follows a change and ends within 2 s. The status itself is live information that the guest came for.',
    ['stillness', 'ends within two seconds of the last change'],
  ],
  [
    '2.3.1',
    'Three Flashes or Below Threshold',
    'support',
    'Nothing blinks.',
    ['guidelines', 'moves once after a change and never blinks'],
  ],
  ['2.4.1', 'Bypass Blocks', 'nothing', ofThePage],
  ['2.4.2', 'Page Titled', 'nothing', ofThePage],
  [
    '2.4.3',
    'Focus Order',
    'support',
    'No update moves the focus; where a focused button disappears, it stays in the card. In the layout “handover”, which a page must ask for, the number opens over the screen and takes the focus.',
    ['focus', 'moves with Tab from top to bottom'],
    ['focus', 'stays in the card when'],
    ['focus', 'is never taken from another element of the page'],
    ['evening', 'moves the focus nowhere, neither in the page nor in the card'],
  ],
  [
    '2.4.4',
    'Link Purpose (In Context)',
    'support',
    'Every link says what it does.',
    ['guidelines', 'has the visible words of each button in its name'],
    allOfAxe,
  ],
  ['2.5.1', 'Pointer Gestures', 'support', 'A single tap does everything.', noGestures],
  ['2.5.2', 'Pointer Cancellation', 'support', 'Only a whole click counts, never its beginning.', noGestures],
  ['2.5.3', 'Label in Name', 'support', '', ['guidelines', 'has the visible words of each button in its name']],
  ['2.5.4', 'Motion Actuation', 'nothing', 'The element does not react to movements of the device.', noGestures],
  ['3.1.1', 'Language of Page', 'nothing', `${ofThePage} The element’s own: see 3.1.2.`],
  ['3.2.1', 'On Focus', 'support', 'Focus alone changes nothing.', ['keyboard', 'changes nothing by moving the focus']],
  ['3.2.2', 'On Input', 'nothing', noFields, noMedia],
  ['3.2.6', 'Consistent Help', 'nothing', ofThePage],
  ['3.3.1', 'Error Identification', 'nothing', noFields, noMedia],
  ['3.3.2', 'Labels or Instructions', 'nothing', noFields, noMedia],
  ['3.3.7', 'Redundant Entry', 'nothing', noFields, noMedia],
  ['4.1.1', 'Parsing', 'nothing', 'Obsolete, and removed from WCAG 2.2.'],
  [
    '4.1.2',
    'Name, Role, Value',
    'support',
    '',
    ['targets', 'every button and every state has an accessible name'],
    ['names', 'accessible names, values and states'],
    ['focus', 'is a labelled modal dialog whose first control closes it'],
    allOfAxe,
  ],
];

const levelAA: readonly Row[] = [
  ['1.2.4', 'Captions (Live)', 'nothing', noRecordings, noMedia],
  ['1.2.5', 'Audio Description (Prerecorded)', 'nothing', noRecordings, noMedia],
  ['1.3.4', 'Orientation', 'support', '', ['guidelines', 'can be held upright and across']],
  ['1.3.5', 'Identify Input Purpose', 'nothing', noFields, noMedia],
  [
    '1.4.3',
    'Contrast (Minimum)',
    'support',
    'Measured for the element’s own colours and the demo’s themes. A page that sets colours of its own must check them; the playground does.',
    ['contrast', 'of every text and icon is sufficient'],
    allOfAxe,
  ],
  ['1.4.4', 'Resize Text', 'support', 'In five languages.', ['zoom', 'with text of 200 %']],
  ['1.4.5', 'Images of Text', 'support', 'There are none.', noMedia],
  [
    '1.4.10',
    'Reflow',
    'support',
    'At 320 px, which is a zoom of 400 % on a desktop, in five languages.',
    ['zoom', 'at 320 px, which is a zoom of 400 % on a desktop'],
    ['targets', 'nothing overflows at'],
  ],
  [
    '1.4.11',
    'Non-text Contrast',
    'support',
    'Dots, bars, drawings, edges and focus rings, in the element’s own colours and the demo’s themes; and in forced colours.',
    ['contrast', 'of every text and icon is sufficient'],
    ['media', 'forced colours'],
  ],
  ['1.4.12', 'Text Spacing', 'support', 'In five languages.', ['zoom', 'with the text spacing of WCAG 1.4.12']],
  [
    '1.4.13',
    'Content on Hover or Focus',
    'support',
    'The element shows nothing of its own. The texts of the steps are the browser’s own tooltips, which the criterion leaves to the browser.',
    ['guidelines', 'shows nothing of its own on hover or focus alone'],
  ],
  ['2.4.5', 'Multiple Ways', 'nothing', ofThePage],
  [
    '2.4.6',
    'Headings and Labels',
    'support',
    '',
    ['guidelines', 'has one heading, which says its status'],
    ['targets', 'every button and every state has an accessible name'],
  ],
  [
    '2.4.7',
    'Focus Visible',
    'support',
    'A ring of at least 2 px and a contrast of at least 3.',
    ['keyboard', 'sees where they are'],
    ['contrast', 'of every text and icon is sufficient'],
  ],
  ['2.4.11', 'Focus Not Obscured (Minimum)', 'support', '', ['keyboard', 'sees where they are']],
  ['2.5.7', 'Dragging Movements', 'nothing', 'Nothing is dragged.', noGestures],
  [
    '2.5.8',
    'Target Size (Minimum)',
    'support',
    'At least 44 px; 24 px are asked for.',
    ['guidelines', 'has only targets of 44 px or more'],
    ['targets', 'every button and every summary is at least 44 × 44 px'],
    ['zoom', 'text can be read and buttons can be hit'],
  ],
  [
    '3.1.2',
    'Language of Parts',
    'part',
    'The card is marked with the language that it shows. What a restaurant writes (names, reasons) is in whatever language it wrote it, unmarked.',
    ['guidelines', 'is marked with the language and the direction that are shown'],
  ],
  ['3.2.3', 'Consistent Navigation', 'nothing', ofThePage],
  [
    '3.2.4',
    'Consistent Identification',
    'support',
    '',
    ['guidelines', 'names the parts of the order alike in every layout'],
  ],
  ['3.3.3', 'Error Suggestion', 'nothing', noFields, noMedia],
  ['3.3.4', 'Error Prevention (Legal, Financial, Data)', 'nothing', noFields, noMedia],
  [
    '3.3.8',
    'Accessible Authentication (Minimum)',
    'nothing',
    'The link of the order is all that is needed; the element asks for nothing.',
    noMedia,
  ],
  [
    '4.1.3',
    'Status Messages',
    'support',
    'Each change is announced once, without moving the focus: see the log of an evening below.',
    ['evening', 'what a screen reader says over a whole evening'],
    ['evening', 'a screen reader when much happens at once'],
    ['announcements', 'what a screen reader says'],
  ],
];

/** Every success criterion of WCAG 2.2 on the levels A and AA, as VPAT 2.5 lists them. */
export const criteria: readonly Criterion[] = [...rows('A', levelA), ...rows('AA', levelAA)];

function rows(level: Criterion['level'], table: readonly Row[]): Criterion[] {
  return table.map(([number, name, shows, remark, ...tests]) => ({ number, name, level, shows, tests, remark }));
}
