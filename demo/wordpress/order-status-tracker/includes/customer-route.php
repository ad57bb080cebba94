<?php
/**
 * The route where signed-in customers read their own orders. It tells nothing of addresses, e-mail or payment.
 *
 * @package OrderStatusTracker
 */

declare( strict_types=1 );

namespace OrderStatusTracker;

defined( 'ABSPATH' ) || exit;

const ROUTE_NAMESPACE = 'order-status-tracker/v1';

/** Registers `GET /wp-json/order-status-tracker/v1/orders/<id>`. */
function register_route(): void {
	register_rest_route(
		ROUTE_NAMESPACE,
		'/orders/(?P<id>[\d]+)',
		array(
			'methods'             => 'GET',
			'callback'            => __NAMESPACE__ . '\\read_order',
			'permission_callback' => __NAMESPACE__ . '\\may_read_order',
		)
	);
}

/**
 * Lets a customer read their own order. WordPress takes a request without a valid nonce for one of nobody, so that other
 * sites cannot use the customer's cookie. An order of somebody else is answered like one that does not exist.
 *
 * @param \WP_REST_Request $request The request.
 * @return true|\WP_Error
 */
function may_read_order( \WP_REST_Request $request ) {
	if ( 0 === get_current_user_id() ) {
		return new \WP_Error( 'rest_not_logged_in', __( 'Sign in to see your order.', 'order-status-tracker' ), array( 'status' => 401 ) );
	}
	$order = wc_get_order( absint( $request['id'] ) );
	if ( ! $order instanceof \WC_Order || ! is_customers_own( $order ) ) {
		return new \WP_Error( 'rest_no_such_order', __( 'There is no such order.', 'order-status-tracker' ), array( 'status' => 404 ) );
	}
	return true;
}

/**
 * The order, in the shape of WooCommerce's REST API, of which the preset `woocommerce` reads these fields.
 *
 * @param \WP_REST_Request $request The request.
 */
function read_order( \WP_REST_Request $request ): \WP_REST_Response {
	$order = wc_get_order( absint( $request['id'] ) );
	$items = array();
	foreach ( $order->get_items() as $item ) {
		$items[] = array(
			'id'       => $item->get_id(),
			'name'     => $item->get_name(),
			'quantity' => $item->get_quantity(),
		);
	}
	$methods  = array_values( $order->get_shipping_methods() );
	$response = new \WP_REST_Response(
		array(
			'id'                => $order->get_id(),
			'number'            => $order->get_order_number(),
			'status'            => $order->get_status(),
			'date_created_gmt'  => utc_time( $order->get_date_created() ),
			'date_modified_gmt' => utc_time( $order->get_date_modified() ),
			'currency'          => $order->get_currency(),
			'total'             => $order->get_total(),
			'line_items'        => $items,
			'shipping_lines'    => isset( $methods[0] ) ? array( array( 'method_id' => $methods[0]->get_method_id() ) ) : array(),
		)
	);
	$response->header( 'Cache-Control', 'no-store' );
	return $response;
}

/**
 * A time as WooCommerce writes it: UTC, without an offset.
 *
 * @param \WC_DateTime|null $time The time.
 */
function utc_time( $time ): ?string {
	return null === $time ? null : gmdate( 'Y-m-d\TH:i:s', $time->getTimestamp() );
}
