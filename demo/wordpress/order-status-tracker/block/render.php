<?php
/**
 * Draws the block.
 *
 * @package OrderStatusTracker
 *
 * @var array $attributes The block's attributes.
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

$order_status_tracker_tag = OrderStatusTracker\draw_tracker( $attributes );
if ( '' !== $order_status_tracker_tag ) {
	// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Both parts are escaped where they are put together.
	echo '<div ' . get_block_wrapper_attributes() . '>' . $order_status_tracker_tag . '</div>';
}
