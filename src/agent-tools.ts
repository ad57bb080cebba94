/*
 * `order-status-tracker/agent-tools`: lets AI agents in the browser ask for the order. Off unless a page calls it, and no
 * part of any other entry, so that no other page loads it.
 */
export { registerAgentTools } from './elements/tracker/agent-tools/register-agent-tools.js';
