<?php
/**
 * The tag on WooCommerce's pages of an order.
 *
 * @package OrderStatusTracker
 */

declare( strict_types=1 );

namespace OrderStatusTracker;

defined( 'ABSPATH' ) || exit;

/**
 * Prints the tag, if the visitor may see the order: a customer on their own order, a guest whose address has its key.
 *
 * @param int|string $order_id The order that WooCommerce shows.
 */
function show_order( $order_id ): void {
	$order = wc_get_order( $order_id );
	if ( ! $order instanceof \WC_Order ) {
		return;
	}
	$attributes = is_customers_own( $order ) ? customer_attributes() : guest_attributes( $order );
	if ( null === $attributes ) {
		return;
	}
	enqueue_tracker();
	$options    = options();
	$attributes = array(
		'preset'   => 'woocommerce',
		'order-id' => (string) $order->get_id(),
		'lang'     => $options['language'],
		'theme'    => $options['theme'],
		'folder'   => script_folder(),
	) + $attributes;
	/** This filter is documented in includes/tracker-tag.php */
	$attributes = (array) apply_filters( 'order_status_tracker_attributes', $attributes );
	// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Both parts are escaped where they are put together.
	echo '<order-status-tracker' . attributes_html( $attributes ) . '>' . phone_html( $options['phone'], (string) ( $attributes['lang'] ?? '' ) ) . '</order-status-tracker>';
}

/**
 * Where a customer reads their order: our own route, which knows them by their cookie and the nonce.
 *
 * @return array<string, string>
 */
function customer_attributes(): array {
	return array(
		'poll-url'         => rest_url( ROUTE_NAMESPACE . '/orders/{id}' ),
		'poll-headers'     => (string) wp_json_encode( array( 'X-WP-Nonce' => wp_create_nonce( 'wp_rest' ) ) ),
		'poll-credentials' => 'same-origin',
	);
}

/**
 * Where a guest reads their order: WooCommerce's own Store API, which wants the order's key and the e-mail address.
 *
 * @param \WC_Order $order The order.
 * @return array<string, string>|null Null for an order that has an account, and without the right key in the address.
 */
function guest_attributes( \WC_Order $order ): ?array {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- The key is what proves the right to see the order.
	$key = isset( $_GET['key'] ) && is_string( $_GET['key'] ) ? wc_clean( wp_unslash( $_GET['key'] ) ) : '';
	if ( 0 !== $order->get_customer_id() || '' === $key || ! hash_equals( $order->get_order_key(), $key ) ) {
		return null;
	}
	$query = array(
		'key'           => rawurlencode( $key ),
		'billing_email' => rawurlencode( $order->get_billing_email() ),
	);
	return array( 'poll-url' => add_query_arg( $query, rest_url( 'wc/store/v1/order/{id}' ) ) );
}

/**
 * Whether the visitor is signed in and the order is theirs.
 *
 * @param \WC_Order $order The order.
 */
function is_customers_own( \WC_Order $order ): bool {
	$user = get_current_user_id();
	return 0 !== $user && $order->get_customer_id() === $user;
}
