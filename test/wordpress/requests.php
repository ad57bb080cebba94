<?php
/**
 * Plays requests to the plugin, one a line of JSON on the standard input, and writes what it did, a line of JSON each:
 * `{"page": <order id>, "key": …}` for the page of an order, `{"read": <order id>}` for the REST route, `{"save": {…}}` for the
 * settings page, `{"shortcode": {…}}` for a shortcode.
 */

declare( strict_types=1 );

require __DIR__ . '/wordpress.php';
require $argv[1];

do_plugin_setup();
while ( ( $line = fgets( STDIN ) ) !== false ) {
	$request    = json_decode( $line, true );
	$site->user = $request['user'] ?? 0;
	$site->permalinks = $request['permalinks'] ?? true;
	$site->language = $request['language'] ?? 'en-US';
	$done->scripts = array();
	$done->errors  = array();
	$site->options = isset( $request['options'] ) ? array( 'order_status_tracker' => $request['options'] ) : array();
	echo json_encode( answer( $request ) ), "\n";
}

function do_plugin_setup() {
	global $site, $done;
	$guest = array( 'customer' => 0, 'key' => 'wc_order_guest', 'email' => 'ann+shop@example.com', 'status' => 'processing' );
	$site->orders = array(
		147 => new WC_Order( array( 'id' => 147 ) + $guest ),
		148 => new WC_Order( array( 'id' => 148, 'customer' => 5, 'key' => 'wc_order_customer', 'number' => 'R-148' ) + $guest ),
		149 => new WC_Order( array( 'id' => 149, 'key' => 'wc_order_"\'&#?{id}', 'email' => '"><img src=x>@example.com' ) + $guest ),
		150 => new WC_Order_Refund(),
	);
	$done->actions['rest_api_init']();
}

function answer( array $request ) {
	global $done;
	if ( isset( $request['read'] ) ) return read( $request['read'] );
	if ( isset( $request['page'] ) ) return page( $request );
	if ( isset( $request['save'] ) ) {
		$saved = OrderStatusTracker\sanitize_options( $request['save'] );
		return array( 'saved' => $saved, 'errors' => array_keys( $done->errors ) );
	}
	$done->actions['init']();
	return array( 'html' => $done->actions['shortcode order_status']( $request['shortcode'] ), 'scripts' => $done->scripts );
}

function page( array $request ) {
	global $done;
	$_GET = isset( $request['key'] ) ? array( 'key' => $request['key'] ) : array();
	ob_start();
	$done->actions['woocommerce_thankyou']( $request['page'] );
	return array( 'html' => ob_get_clean(), 'scripts' => $done->scripts );
}

function read( $id ) {
	global $done;
	foreach ( $done->routes as $pattern => $route ) {
		if ( ! preg_match( '@^' . $pattern . '$@', "/order-status-tracker/v1/orders/$id", $parts ) ) continue;
		$request = new WP_REST_Request( array( 'id' => $parts['id'] ) );
		$allowed = $route['permission_callback']( $request );
		if ( true !== $allowed ) return array( 'status' => $allowed->data['status'], 'code' => $allowed->code );
		$response = $route['callback']( $request );
		return array( 'status' => 200, 'data' => $response->data, 'headers' => $response->headers );
	}
	return array( 'status' => 404, 'code' => 'rest_no_route' );
}
