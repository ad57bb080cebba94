/*
 * The board of a restaurant: registers `<order-status-board>`, and exports what a page with a board may use.
 */

export * from './define-board.js';
export * from './elements/board/order-status-board.events.js';
export { type Board, type BoardOrder, isBoard, parseBoard } from './order/board.js';
