<?php
/**
 * Plugin Name:       Order Status Tracker
 * Description:       Shows guests, live, how far their order is: a block, the shortcode [order_status], and WooCommerce's order pages.
 * Version:           0.0.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       order-status-tracker
 *
 * @package OrderStatusTracker
 */

declare( strict_types=1 );

namespace OrderStatusTracker;

defined( 'ABSPATH' ) || exit;

const VERSION     = '0.0.0';
const PLUGIN_FILE = __FILE__;

require_once __DIR__ . '/includes/choices.php';
require_once __DIR__ . '/includes/options.php';
require_once __DIR__ . '/includes/script.php';
require_once __DIR__ . '/includes/guest-words.php';
require_once __DIR__ . '/includes/tracker-tag.php';
require_once __DIR__ . '/includes/settings-page.php';
require_once __DIR__ . '/includes/woocommerce.php';
require_once __DIR__ . '/includes/customer-route.php';

add_action( 'init', __NAMESPACE__ . '\\register_shortcode_and_block' );
add_action( 'admin_init', __NAMESPACE__ . '\\register_options' );
add_action( 'admin_menu', __NAMESPACE__ . '\\add_settings_page' );
add_filter( 'plugin_action_links_' . plugin_basename( __FILE__ ), __NAMESPACE__ . '\\add_settings_link' );
add_action( 'woocommerce_thankyou', __NAMESPACE__ . '\\show_order', 5 );
add_action( 'woocommerce_view_order', __NAMESPACE__ . '\\show_order', 5 );
add_action( 'rest_api_init', __NAMESPACE__ . '\\register_route' );

/** Registers the shortcode `[order_status]` and the block, which draw the same tag. */
function register_shortcode_and_block(): void {
	add_shortcode( 'order_status', __NAMESPACE__ . '\\draw_shortcode' );
	register_block_type( __DIR__ . '/block', array( 'attributes' => block_attributes() ) );
	wp_add_inline_script(
		'order-status-tracker-order-status-editor-script',
		'window.orderStatusTrackerChoices = ' . wp_json_encode( editor_choices() ) . ';',
		'before'
	);
}
