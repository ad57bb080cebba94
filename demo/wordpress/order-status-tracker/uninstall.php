<?php
/**
 * Removes what the plugin has stored, once its owner deletes it.
 *
 * @package OrderStatusTracker
 */

declare( strict_types=1 );

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
	$order_status_tracker_sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);
	foreach ( $order_status_tracker_sites as $order_status_tracker_site ) {
		switch_to_blog( $order_status_tracker_site );
		delete_option( 'order_status_tracker' );
		restore_current_blog();
	}
} else {
	delete_option( 'order_status_tracker' );
}
