<?php
/**
 * The tracker's script: the copy that lies in the plugin.
 *
 * @package OrderStatusTracker
 */

declare( strict_types=1 );

namespace OrderStatusTracker;

defined( 'ABSPATH' ) || exit;

/** The folder of the tracker's files, with a slash at its end. */
function script_folder(): string {
	return plugins_url( 'cdn/', PLUGIN_FILE );
}

/**
 * Puts the script on the page. From WordPress 6.5 on it is a module, which loads what it needs; before, and on the settings
 * page, where WordPress 6.5 and 6.6 print no modules, the file in which everything is.
 */
function enqueue_tracker(): void {
	$is_module = function_exists( 'wp_enqueue_script_module' ) && ! is_admin();
	$file      = $is_module ? 'order-status-tracker.js' : 'order-status-tracker.iife.js';
	/**
	 * The address of the tracker's script, for sites that keep it elsewhere.
	 *
	 * @param string $url       The copy in the plugin.
	 * @param bool   $is_module Whether the page loads it as a module.
	 */
	$url = (string) apply_filters( 'order_status_tracker_script', script_folder() . $file, $is_module );
	if ( $is_module ) {
		wp_enqueue_script_module( 'order-status-tracker', $url, array(), VERSION );
	} else {
		wp_enqueue_script( 'order-status-tracker', $url, array(), VERSION, true );
	}
}
