/*
 * What trimmed-xstate.mjs leaves out of XState, module by module.
 */
import { drop, gut, replace } from './trim.mjs';
import { actor, lastSnapshot, mailbox, observers, retries, system, timers } from './xstate-actor-edits.mjs';
import { builtins, comments, fields } from './xstate-edit-kinds.mjs';
import { finals, given, history, shorter, snapshots, steps, transitions } from './xstate-transition-edits.mjs';

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
