/*
 * What trimmed-xstate.mjs leaves out of how XState runs an actor: its system, its timers, mailbox and observers.
 */
import { drop, gut, replace } from './trim.mjs';
import { fields } from './xstate-edit-kinds.mjs';

export const system = [
  replace('(options?.snapshot && options.snapshot.scheduler) ?? {}', '{}'),
  drop('    getSnapshot: () => {'),
  drop('    start: () => {'),
  replace(/ {2}const children = new Map.*\n.*\n.*\n/, ''),
  drop('    _register: (sessionId, actorRef) => {'),
  drop('    _unregister: actorRef => {'),
  drop('    get: systemId => {'),
  drop('    getAll: () => {'),
  drop('    _set: (systemId, actorRef) => {'),
  replace(/,\n +startedAt: Date\.now\(\)/, ''),
  replace(',\n    _logger: logger\n', '\n'),
];

export const actor = [
  fields(14),
  // What can throw there, our context, is caught by the machine itself.
  gut(
    '  _initState(persistedState) {',
    '    this._snapshot = this.logic.getInitialSnapshot(this._actorScope, this.options?.input);',
  ),
  replace('this._initState(options?.snapshot ?? options?.state)', 'this._initState()'),
  replace(
    /let caughtError;\n( +try \{\n.*\n) +\} catch \(err\) \{\n +caughtError = \{\n +err\n +\};\n +\}\n +if \(caughtError\) \{\n +const \{\n +err\n +\} = caughtError;\n/,
    (_, step) => `${step}    } catch (err) {\n`,
  ),
  replace(
    '      logger,\n      parent,\n      syncSnapshot,\n      id,\n      systemId,\n      inspect\n',
    '      parent,\n      id,\n      inspect\n',
  ),
  replace('      clock,\n      logger\n    });', '      clock\n    });'),
  replace('    clock,\n    logger\n  } = options;', '    clock\n  } = options;'),
  drop('  getPersistedSnapshot(options) {'),
  replace(/ +this\.system\._(?:un)?register\(.*\n/g, '', 3),
  drop('    if (systemId) {'),
  drop("    if (systemId && this._snapshot.status !== 'active') {"),
  drop('    if (this.systemId) {'),
  drop('    if (!this._parent) {'),
  drop('function unregisterRecursively(actorScope, actorRef) {'),
  replace('  unregisterRecursively(actorScope, actorRef);\n', ''),
  replace(/ +logger: this\.logger,\n/, ''),
  replace(/ +this\.logger = .*\n/, ''),
  replace(/,\n {2}logger: console\.log\.bind\(console\),\n {2}devTools: false/, ''),
  replace(/ +this\._syncSnapshot = .*\n/, ''),
  drop('    if (this._syncSnapshot) {'),
  drop('    if (this.options.devTools) {'),
  drop('  attachDevTools() {'),
  replace("import { devToolsAdapter } from './xstate-dev.esm.js';\n", ''),
  drop('  [symbolObservable]() {'),
  replace(/^const symbolObservable = .*\n/m, ''),
  replace('  toJSON() {\n    return {\n      xstate$$type: $$ACTOR_TYPE,\n      id: this.id\n    };\n  }\n', ''),
  drop('      emit: emittedEvent => {'),
  replace(/ +this\.eventListeners(?: = new Map\(\)|\.clear\(\));\n/g, '', 4),
  drop('  on(type, handler) {'),
  drop('  select(selector, equalityFn = Object.is) {'),
  drop('        if (child._parent !== this) {'),
  replace(
    "    if (this._parent) {\n      throw new Error('A non-root actor cannot be stopped directly.');\n    }\n",
    '',
  ),
];

/** Of the observers of an actor: that they hear of its snapshots, of its end, and of an error. */
export const observers = [
  replace(
    /if \(this\._processingStatus !== ProcessingStatus\.Stopped\) \{\n +this\.observers\.add\(observer\);\n +\} else \{\n(?: {6}.*\n)* {4}\}\n/,
    'if (this._processingStatus !== ProcessingStatus.Stopped) this.observers.add(observer);\n',
  ),
  // Ours settle promises: they do not throw.
  gut(
    '  _complete() {',
    '    for (const observer of this.observers) observer.complete?.();\n    this.observers.clear();',
  ),
  gut(
    '  _reportError(err) {',
    '    if (!this.observers.size && !this._parent) reportUnhandledError(err);\n    for (const observer of this.observers) observer.error?.(err);\n    this.observers.clear();',
  ),
  replace(/ {6}case 'done':\n {8}this\.update\(.*\n {8}return this;\n/, ''),
  drop("  if (typeof eventOrExpr === 'string') {"),
  replace(/ +const saveExecutingCustomAction = .*\n/, ''),
  replace(/try \{\n +executingCustomAction = true;\n(.*\n) +\} finally \{\n.*\n +\}/, (_, body) => body),
  replace('let executingCustomAction = false;\n', ''),
  drop('const defaultOptions = {'),
  replace(/ +\.\.\.defaultOptions,\n/, ''),
];

/** A message to an actor that is about to start would be resolved again; nothing sends such messages. */
export const retries = [
  replace(/ +if \('retryResolve' in builtinAction\) \{\n.*\n +\}\n/, ''),
  replace(/ +const retries = .*\n/, ''),
  drop('  retries?.forEach(([builtinAction, params]) => {'),
  replace(/, retries\)/g, ')', 3),
  replace(/ {2}for \(const item of set2\) \{\n(?: {4}.*\n)* {2}\}\n/, ''),
];

/** Timers by the actor's id and their own. */
export const timers = [
  gut(
    '    schedule: (source, target, event, delay, id = Math.random().toString(36).slice(2)) => {',
    `      const key = createScheduledEventId(source, id);
      timerMap[key] = [source, clock.setTimeout(() => {
        delete timerMap[key];
        system._relay(source, target, event);
      }, delay)];`,
  ),
  gut('    cancel: (source, id) => {', '      end(createScheduledEventId(source, id));'),
  gut(
    '    cancelAll: actorRef => {',
    '      for (const key of Object.keys(timerMap)) if (timerMap[key][0] === actorRef) end(key);',
  ),
  replace(
    '  const scheduler = {\n',
    `  const end = key => {
    const timer = timerMap[key];
    delete timerMap[key];
    if (timer) clock.clearTimeout(timer[1]);
  };
  const scheduler = {
`,
  ),
  drop('    _snapshot: {'),
  gut('    inspect: observerOrFn => {', '      inspectionObservers.add(toObserver(observerOrFn));'),
];

/** A mailbox is a list: what is being handled stays in front until it is done. */
export const mailbox = [
  gut(
    'class Mailbox {',
    `  constructor(process) {
    this._process = process;
    this._waiting = [];
  }
  start() {
    this._active = true;
    this.flush();
  }
  clear() {
    this._waiting.splice(1);
  }
  enqueue(event) {
    if (this._waiting.push(event) === 1 && this._active) this.flush();
  }
  flush() {
    for (; this._waiting.length; this._waiting.shift()) this._process(this._waiting[0]);
  }`,
  ),
];

/** Observers hear of the last snapshot as of any other. */
export const lastSnapshot = [
  replace(
    / {8}break;\n {6}case 'done':\n( {8}for \(const observer of this\.observers\) \{\n(?: {10}.*\n)+ {8}\}\n)/,
    "        if (this._snapshot.status === 'active') break;\n",
  ),
  replace(
    "      case 'active':\n        for (const observer",
    "      case 'active':\n      case 'done':\n        for (const observer",
  ),
];
