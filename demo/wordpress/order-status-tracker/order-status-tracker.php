<?php
/**
 * Plugin Name:       Order Status Tracker
 * Description:       Shows guests, on the page of their order, how far it is.
 * Version:           0.1.0
 * Requires at least: 6.5
 * Requires PHP:      7.4
 * Requires Plugins:  woocommerce
 * License:           MIT
 * Text Domain:       order-status-tracker
 *
 * @package OrderStatusTracker
 */

declare( strict_types=1 );

namespace OrderStatusTracker;

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/tag.php';
require_once __DIR__ . '/rest.php';

add_action( 'woocommerce_thankyou', __NAMESPACE__ . '\\show_tracker', 5 );
add_action( 'woocommerce_view_order', __NAMESPACE__ . '\\show_tracker', 5 );
add_action( 'rest_api_init', __NAMESPACE__ . '\\register_route' );
