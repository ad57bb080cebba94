/*
 * What trimmed-xstate.mjs leaves out of how XState goes from one state to the next.
 */
import { drop, gut, replace } from './trim.mjs';

export const transitions = [
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
export const shorter = [
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

export const history = [
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

export const finals = [
  gut('function isAtomicStateNode(stateNode) {', "  return stateNode.type === 'atomic';"),
  drop("    if (nextState.status === 'done') {"),
  drop("    if (stateNodeToEnter.type === 'final') {"),
  replace('  const completedNodes = new Set();\n', ''),
  replace(/ +const maxIterations = .*\n +let iterationCount = 0;\n/, ''),
  replace('    iterationCount++;\n', ''),
  drop('    if (iterationCount > maxIterations) {'),
];

export const snapshots = [
  drop('const machineSnapshotCan = function can(event) {'),
  drop('const machineSnapshotGetMeta = function getMeta() {'),
  replace('    can: machineSnapshotCan,\n    getMeta: machineSnapshotGetMeta,\n', ''),
  replace(/ +if \(isMachineSnapshot\(stateValue\)\) \{\n.*\n +\}\n/, ''),
];

/** A step gives the next snapshot alone: nobody asks for the steps in between, and inspectors hear of each. */
export const steps = [
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

/** Ids of timers and actors, and what stops one, are given as they are; actors by the name of their logic, which is there. */
export const given = [
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
