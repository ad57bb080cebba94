/*
 * What trimmed-xstate.mjs leaves out of XState, module by module.
 */
import { drop, gut, replace } from './trim.mjs';

/** What a chart is written with, such as `raise(…)`, as an object: these functions are never called. */
const builtins = (count) =>
  replace(
    / {2}function \w+\((?:_args, _params)?\) \{\n(?: {4}return false;\n)? {2}\}\n((?: {2}\w+\.\w+ = .*;\n)+) {2}return \w+;\n/g,
    (_, fields) =>
      `  return Object.assign(() => {}, {\n${fields.replace(/^ {2}\w+\.(\w+) = (.*);$/gm, '    $1: $2,')}  });\n`,
    count,
  );

const comments = replace(/^ *(?:\/\*\*(?:[^*]|\*(?!\/))*\*\/|\/\/.*)\n/gm, '', undefined);
const fields = (count) => replace(/^ +this\.\w+ = void 0;\n/gm, '', count);

const system = [
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

const actor = [
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
const observers = [
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
const retries = [
  replace(/ +if \('retryResolve' in builtinAction\) \{\n.*\n +\}\n/, ''),
  replace(/ +const retries = .*\n/, ''),
  drop('  retries?.forEach(([builtinAction, params]) => {'),
  replace(/, retries\)/g, ')', 3),
  replace(/ {2}for \(const item of set2\) \{\n(?: {4}.*\n)* {2}\}\n/, ''),
];

const transitions = [
  drop("  if (typeof stateValue === 'string' && isStateId(stateValue)) {"),
  drop('  if (!isInline && !resolved) {'),
  gut('function toStatePath(stateId) {', "  return isArray(stateId) ? stateId : stateId.split('.');"),
  gut('function resolveReferencedActor(machine, src) {', '  return machine.implementations.actors[src];'),
  gut(
    'function getCandidates(stateNode, receivedEventType) {',
    '  return stateNode.transitions.get(receivedEventType) ?? [];',
  ),
  drop('    toJSON: () => ({', 2),
  replace(/ +meta: typeof _target === 'object' .*\n +description: .*\n/, ''),
  drop('      if (descriptor === NULL_EVENT) {'),
  drop('  if (stateNode.config.onDone) {'),
  drop('    if (invokeDef.onSnapshot) {'),
  drop('  if (!resolvedTarget && _target) {'),
  drop('  if (!stateNode.states) {'),
  drop('  if (!result) {'),
  drop('    if (!childStateNode) {'),
  replace('      syncSnapshot,\n      systemId,\n      input: resolvedInput\n', '      input: resolvedInput\n'),
  replace(
    /try \{\n( +const targetStateNode = .*\n +return targetStateNode;\n) +\} catch \(err\) \{\n.*\n +\}/,
    (_, body) => body,
  ),
  replace(/\} else \{\n +throw new Error\(`Invalid target: .*\n/, ''),
  drop("  if (typeof statePath === 'string' && isStateId(statePath)) {"),
];

/** The same in fewer words: our states have no dots in their names, and a snapshot always has all its nodes. */
const shorter = [
  gut(
    'function matchesState(parentStateId, childStateId) {',
    `  if (typeof childStateId === 'string') return childStateId === parentStateId;
  if (typeof parentStateId === 'string') return parentStateId in childStateId;
  return Object.keys(parentStateId).every(key => key in childStateId && matchesState(parentStateId[key], childStateId[key]));`,
  ),
  // A leaf, one state and several at once go the same way: what no inner state takes is offered to the outer one.
  drop('function transitionAtomicNode('),
  drop('function transitionCompoundNode('),
  drop('function transitionParallelNode('),
  gut(
    'function transitionNode(stateNode, stateValue, snapshot, event) {',
    `  const inner = [];
  for (const key of typeof stateValue === 'string' ? [stateValue] : Object.keys(stateValue)) {
    inner.push(...(transitionNode(getStateNode(stateNode, key), stateValue[key] ?? {}, snapshot, event) ?? []));
  }
  return inner.length ? inner : stateNode.next(snapshot, event);`,
  ),
  gut('function toObserver(', "  return typeof nextHandler === 'object' ? nextHandler : { next: nextHandler };"),
  gut('function getStateValue(rootNode, stateNodes) {', '  return getValueFromAdj(rootNode, getAdjList(stateNodes));'),
  replace(
    /let ProcessingStatus = [\s\S]*?\}\(\{\}\);\n/,
    'const ProcessingStatus = { NotStarted: 0, Running: 1, Stopped: 2 };\n',
  ),
  replace(/ {4}this\.(?:clock = options|src = resolvedOptions|ref = this).*\n/g, '', 3),
  replace(/(?: {4}id,\n)? {4}systemId,\n {4}actorRef,\n {4}src,\n {4}input: resolvedInput\n/, '    actorRef\n'),
  replace('  id,\n  systemId,\n  src,\n  input,\n  syncSnapshot\n}) {', '  id,\n  src,\n  input\n}) {'),
  replace('  id,\n  systemId,\n  input,\n  syncSnapshot = false\n}', '  id,\n  input\n}'),
  replace('  spawnChild.systemId = systemId;\n', ''),
  replace('  spawnChild.syncSnapshot = syncSnapshot;\n', ''),
  replace(/,\n +syncSnapshot: !!invokeDef\.onSnapshot/, ''),
  replace("'check' in resolved", 'resolved.check'),
];

const history = [
  gut('function getEffectiveTargetStates(transition, historyValue) {', '  return transition.target ?? [];'),
  gut(
    'function addDescendantStatesToEnter(stateNode, historyValue, statesForDefaultEntry, statesToEnter) {',
    `  if (stateNode.type === 'compound') {
    const [initialState] = stateNode.initial.target;
    statesToEnter.add(initialState);
    statesForDefaultEntry.add(initialState);
    addDescendantStatesToEnter(initialState, historyValue, statesForDefaultEntry, statesToEnter);
    addProperAncestorStatesToEnter(initialState, stateNode, statesToEnter, historyValue, statesForDefaultEntry);
  } else if (stateNode.type === 'parallel') {
    for (const child of getChildren(stateNode)) {
      if (![...statesToEnter].some(s => isDescendant(s, child))) {
        statesToEnter.add(child);
        statesForDefaultEntry.add(child);
        addDescendantStatesToEnter(child, historyValue, statesForDefaultEntry, statesToEnter);
      }
    }
  }`,
  ),
  gut('function getChildren(stateNode) {', '  return Object.values(stateNode.states);'),
  drop("          if (child.type === 'history') {"),
  drop('    for (const historyNode of getHistoryNodes(exitStateNode)) {'),
  replace(/ +for \(const exitStateNode of statesToExit\) \{\n +\}\n/, ''),
  replace('  let changedHistory;\n', ''),
  replace('return [nextSnapshot, changedHistory || historyValue];', 'return nextSnapshot;'),
  replace('    let historyValue = currentSnapshot.historyValue;\n', ''),
  replace('[nextState, historyValue] = exitStates(', 'nextState = exitStates('),
  replace('historyValue === currentSnapshot.historyValue && ', ''),
  replace(/,\n +historyValue\n/, '\n'),
  replace('    historyValue: config.historyValue || {},\n', ''),
  replace(/!isHistoryNode\(s\) && /, ''),
  replace(/\.filter\(sn => !isHistoryNode\(sn\)\)/, ''),
  replace(/, nextState\.historyValue\)/, ')'),
  replace(/, historyValue(?=[,)])/g, '', undefined),
];

const finals = [
  gut('function isAtomicStateNode(stateNode) {', "  return stateNode.type === 'atomic';"),
  drop("    if (nextState.status === 'done') {"),
  drop("    if (stateNodeToEnter.type === 'final') {"),
  replace('  const completedNodes = new Set();\n', ''),
  replace(/ +const maxIterations = .*\n +let iterationCount = 0;\n/, ''),
  replace('    iterationCount++;\n', ''),
  drop('    if (iterationCount > maxIterations) {'),
];

const snapshots = [
  drop('const machineSnapshotCan = function can(event) {'),
  drop('const machineSnapshotGetMeta = function getMeta() {'),
  replace('    can: machineSnapshotCan,\n    getMeta: machineSnapshotGetMeta,\n', ''),
  replace(/ +if \(isMachineSnapshot\(stateValue\)\) \{\n.*\n +\}\n/, ''),
];

/** A step gives the next snapshot alone: nobody asks for the steps in between, and inspectors hear of each. */
const steps = [
  gut(
    'function microstep(transitions, currentSnapshot, actorScope, event, isInitial, internalQueue) {',
    `  if (!transitions.length) return currentSnapshot;
  const nodes = new Set(currentSnapshot._nodes);
  const filtered = removeConflictingTransitions(transitions, nodes);
  let next = currentSnapshot;
  if (!isInitial) next = exitStates(next, event, actorScope, filtered, nodes, internalQueue);
  next = resolveActionsAndContext(next, event, actorScope, filtered.flatMap(t => t.actions), internalQueue, undefined);
  next = enterStates(next, event, actorScope, filtered, nodes, internalQueue, isInitial);
  return areStateNodeCollectionsEqual(currentSnapshot._nodes, nodes) ? next : cloneMachineSnapshot(next, { _nodes: [...nodes] });`,
  ),
  replace('  const microsteps = [];\n', ''),
  replace('    microsteps.push(step);\n', ''),
  replace('snapshot: step[0]', 'snapshot: step'),
  replace('nextSnapshot = step[0];', 'nextSnapshot = step;', 2),
  replace('addMicrostep([nextSnapshot, []], ', 'addMicrostep(nextSnapshot, ', 2),
  replace(/return \{\n +snapshot: nextSnapshot,\n +microsteps\n +\};/g, 'return nextSnapshot;', 3),
];

/** Timers by the actor's id and their own. */
const timers = [
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

/** Ids of timers and actors, and what stops one, are given as they are; actors by the name of their logic, which is there. */
const given = [
  replace(
    "typeof src === 'string' ? resolveReferencedActor(snapshot.machine, src) : src;",
    'resolveReferencedActor(snapshot.machine, src);',
  ),
  replace(/ {2}let actorRef;\n {2}let resolvedInput = undefined;\n {2}if \(logic\) \{\n/, ''),
  replace(
    / {4}resolvedInput = (typeof input === 'function'[^;]*;\n)/,
    (_, found) => `    const resolvedInput = ${found}`,
  ),
  replace(
    / {4}actorRef = (createActor\(logic, \{\n[^}]*\}\);\n) {2}\}\n/,
    (_, found) => `    const actorRef = ${found}`,
  ),
  replace(/ {2}if \(!actorRef\) \{\n {4}return;\n {2}\}\n( {2}actorScope\.defer\(\(\) => \{\n)/, (_, found) => found),
  replace("typeof sendId === 'function' ? sendId(actionArgs, actionParams) : sendId;", 'sendId;'),
  replace("typeof id === 'function' ? id(actionArgs) : id;", 'id;'),
  replace("typeof actorRef === 'function' ? actorRef(args, actionParams) : actorRef;", 'actorRef;'),
];

/** A mailbox is a list: what is being handled stays in front until it is done. */
const mailbox = [
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

const stateMachine = [
  comments,
  fields(23),
  drop('const toSerializableAction = action => {'),
  drop('  get definition() {', 2),
  drop('  toJSON() {', 2),
  drop('        toJSON() {'),
  drop('  get on() {'),
  drop('  get events() {'),
  drop('  get ownEvents() {'),
  drop("    if (this.type === 'compound' && !this.config.initial) {"),
  replace(/ +this\.history = this.*\n/, ''),
  replace(" : this.config.history ? 'history' : 'atomic'", " : 'atomic'"),
  replace(/ +this\.(?:meta|description|version|schemas|events) = (?!void).*\n/g, '', 5),
  replace(/ +this\.output = this.*\n/, ''),
  replace(/ +this\.options = \{\n.*\n.*\n +\};\n/, ''),
  replace(/ +this\.(?:getPersistedSnapshot|restoreSnapshot) = .*\n/g, '', 2),
  replace(/try \{\n( +guardPassed = .*\n) +\} catch \(err\) \{\n.*\n.*\n +\}/, (_, body) => body),
  drop('  provide(implementations) {'),
  drop('  resolveState(config) {'),
  drop('  microstep(snapshot, event, actorScope) {'),
  drop('  getPersistedSnapshot(snapshot, options) {'),
  drop('  restoreSnapshot(snapshot, _actorScope) {'),
  drop('    if (!stateNode) {'),
  replace('    formatRouteTransitions(this.root);\n', ''),
  replace(/ +systemId: systemId,?\n/, ''),
  replace('        src,\n        systemId\n', '        src\n'),
  replace('macrostep(snapshot, event, actorScope, []).snapshot', 'macrostep(snapshot, event, actorScope, [])'),
  drop('  _getPreInitialState(actorScope, initEvent, internalQueue) {'),
  // Our context is a function of the input.
  gut(
    '  getInitialSnapshot(actorScope, input) {',
    `    const event = createInitEvent(input);
    const queue = [];
    let snapshot = createMachineSnapshot({ context: {}, _nodes: [this.root], children: {}, status: 'active' }, this);
    try {
      const begin = assign(({ event, self }) => this.config.context({ input: event.input, self }));
      snapshot = resolveActionsAndContext(snapshot, event, actorScope, [begin], queue, undefined);
      return macrostep(initialMicrostep(this.root, snapshot, actorScope, event, queue), event, actorScope, queue);
    } catch (error) {
      return cloneMachineSnapshot(snapshot, { status: 'error', error });
    }`,
  ),
  gut(
    'function memo(object, key, fn) {',
    `  let known = cache.get(object);
  if (!known) cache.set(object, known = {});
  return key in known ? known[key] : known[key] = fn();`,
  ),
  gut(
    '  next(snapshot, event) {',
    `    const candidates = memo(this, event.type + ' candidates', () => getCandidates(this, event.type));
    const candidate = candidates.find(({ guard }) => !guard || evaluateGuard(guard, snapshot.context, event, snapshot));
    return candidate && [candidate];`,
  ),
  // Each part of the chart names its actors, and its setup has all four kinds.
  replace(/ +const \{\n +src\n +\} = invokeConfig;\n/, ''),
  replace(/ +const sourceName = .*\n/, ''),
  replace(/ +src: sourceName,\n/, ''),
  replace(/this\.implementations = \{\n(?: {6}.*\n){4} {4}\};/, 'this.implementations = implementations;'),
  // They are called as methods.
  replace(/ +this\.(?:transition|getInitialSnapshot|start) = this\.\w+\.bind\(this\);\n/g, '', 3),
  replace(/ +this\.states = this\.root\.states;.*\n/, ''),
  replace(/ +this\.(?:order = -1|tags = \[\]);\n/g, '', 2),
];

/** Of the actions that can be enqueued: `assign` and `raise`. */
const log = [
  comments,
  replace(/ {2}enqueue\.(?:cancel|sendTo|sendParent|spawnChild|stopChild|emit) = .*\n.*\n {2}\};\n/g, '', 6),
  // An outcome of the chart asks for none of these.
  replace(/,\n {4}check: guard => .*\n {4}self: actorScope\.self,\n {4}system: actorScope\.system\n/, '\n'),
  builtins(undefined),
];

const assign = [
  replace(/function createSpawner\(actorScope, \{[\s\S]*?\n\}\n/, ''),
  drop('  if (!snapshot.context) {'),
  replace('  const spawnedChildren = {};\n', ''),
  replace(/ +spawn: createSpawner\(.*\n/, ''),
  replace(
    /children: Object\.keys\(spawnedChildren\)\.length \? \{\n.*\n.*\n +\} : snapshot\.children/,
    'children: snapshot.children',
  ),
  // What the chart assigns is a function, or holds none.
  replace(
    / {2}let partialUpdate = \{\};\n {2}if \(typeof assignment === 'function'\) \{\n(?: {4}.*\n)+ {2}\} else \{\n(?: {4}.*\n)+ {2}\}\n/,
    "  const partialUpdate = typeof assignment === 'function' ? assignment(assignArgs, actionParams) : assignment;\n",
  ),
];

const actors = [
  comments,
  replace(/ +callbackState\.receivers\?\..*\n/g, '', 2),
  replace(/ +receivers: undefined,\n/, ''),
  replace(/ +receive: listener => \{\n(?: {10}.*\n)* {8}\},\n/, ''),
  replace(/,\n +emit\n( +\})/g, (_, end) => `\n${end}`, undefined),
  replace(/const emptyLogic = .*\n/, ''),
  // The input of an actor that has ended is read by nobody.
  replace(/,\n +input: undefined\n/g, '\n', undefined),
  replace(/,\n +getPersistedSnapshot: snapshot => snapshot,\n +restoreSnapshot: snapshot => snapshot/g, '', 3),
];

/** Of the helpers of a setup: those that the chart uses. */
const setup = [
  comments,
  replace(
    / {4}assign,\n {4}sendTo,\n {4}raise,\n {4}log,\n {4}cancel,\n {4}stopChild,\n {4}enqueueActions,\n {4}emit,\n {4}spawnChild,\n/,
    '',
  ),
  replace(/ {4}createAction: .*\n/, ''),
];

/** Observers hear of the last snapshot as of any other. */
const lastSnapshot = [
  replace(
    / {8}break;\n {6}case 'done':\n( {8}for \(const observer of this\.observers\) \{\n(?: {10}.*\n)+ {8}\}\n)/,
    "        if (this._snapshot.status === 'active') break;\n",
  ),
  replace(
    "      case 'active':\n        for (const observer",
    "      case 'active':\n      case 'done':\n        for (const observer",
  ),
];

/** By module. */
export const edits = {
  raise: [
    comments,
    ...system,
    ...actor,
    ...observers,
    ...retries,
    ...transitions,
    ...history,
    ...finals,
    ...snapshots,
    ...shorter,
    ...steps,
    ...timers,
    ...given,
    ...mailbox,
    ...lastSnapshot,
    builtins(8),
    // The chart names where it begins, and does nothing there.
    gut(
      'function formatInitialTransition(stateNode, _target) {',
      `  return { source: stateNode, actions: [], eventType: null, reenter: false, target: _target ? [stateNode.states[_target]] : [] };`,
    ),
  ],
  StateMachine: stateMachine,
  log,
  assign: [...assign, builtins(1)],
  'xstate-actors': actors,
  xstate: setup,
};
