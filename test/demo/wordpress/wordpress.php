<?php
/**
 * As much of WordPress and WooCommerce as the plugin calls, written after their documentation. What the site is like is
 * in $site; what the plugin did is in $done.
 */

declare( strict_types=1 );

define( 'ABSPATH', '/' );

/** The site: who visits it, and its orders. */
$site = (object) array( 'user' => 0, 'orders' => array(), 'permalinks' => true );
/** What the plugin registered and enqueued. */
$done = (object) array( 'actions' => array(), 'routes' => array(), 'scripts' => array() );

// phpcs:disable
class WC_Abstract_Order {}
class WC_Order_Refund extends WC_Abstract_Order {}
class WC_Order extends WC_Abstract_Order {
	private $data;
	public function __construct( array $data ) { $this->data = $data; }
	public function get_id() { return $this->data['id']; }
	public function get_customer_id() { return $this->data['customer']; }
	public function get_order_key() { return $this->data['key']; }
	public function get_billing_email() { return $this->data['email']; }
	public function get_order_number() { return $this->data['number'] ?? (string) $this->data['id']; }
	public function get_status() { return $this->data['status']; }
	public function get_currency() { return 'EUR'; }
	public function get_total() { return '21.50'; }
	public function get_date_created() { return new DateTime( '2026-11-28T20:00:00+02:00' ); }
	public function get_date_modified() { return null; }
	public function get_items() { return array( 7 => new WC_Order_Item( 7, 'Fish & <b>Chips</b>', 2 ) ); }
	public function get_shipping_methods() { return array( 9 => new WC_Order_Item( 9, 'Pickup', 1 ) ); }
	public function get_billing_address_1() { return '550 Central Park West'; }
}
class WC_Order_Item {
	private $id; private $name; private $quantity;
	public function __construct( $id, $name, $quantity ) { $this->id = $id; $this->name = $name; $this->quantity = $quantity; }
	public function get_id() { return $this->id; }
	public function get_name() { return $this->name; }
	public function get_quantity() { return $this->quantity; }
	public function get_method_id() { return 'local_pickup'; }
}
class WP_Error {
	public $code; public $data;
	public function __construct( $code, $message, $data ) { $this->code = $code; $this->data = $data; }
}
class WP_REST_Request implements ArrayAccess {
	private $parameters;
	public function __construct( array $parameters ) { $this->parameters = $parameters; }
	public function offsetExists( $name ): bool { return isset( $this->parameters[ $name ] ); }
	#[\ReturnTypeWillChange]
	public function offsetGet( $name ) { return $this->parameters[ $name ] ?? null; }
	public function offsetSet( $name, $value ): void {}
	public function offsetUnset( $name ): void {}
}
class WP_REST_Response {
	public $data; public $headers = array();
	public function __construct( $data ) { $this->data = $data; }
	public function header( $name, $value ) { $this->headers[ $name ] = $value; }
}

function add_action( $name, $callback, $priority = 10 ) { global $done; $done->actions[ $name ] = $callback; }
function apply_filters( $name, $value ) { return $value; }
function register_rest_route( $namespace, $route, $arguments ) { global $done; $done->routes[ "/$namespace$route" ] = $arguments; }
function wp_enqueue_script_module( $id, $url ) { global $done; $done->scripts[ $id ] = $url; }
function get_current_user_id() { global $site; return $site->user; }
function wc_get_order( $id ) { global $site; return $site->orders[ (int) $id ] ?? false; }
function wc_clean( $text ) { return trim( strip_tags( $text ) ); }
function wp_unslash( $text ) { return stripslashes( $text ); }
function absint( $number ) { return abs( (int) $number ); }
function __( $text, $domain ) { return $text; }
function wp_json_encode( $value ) { return json_encode( $value ); }
function wp_create_nonce( $action ) { return 'nonce-of-' . $action; }
function plugins_url( $path, $file ) { return 'https://shop.example/wp-content/plugins/' . basename( dirname( $file ) ) . "/$path"; }
function esc_attr( $text ) { return htmlspecialchars( $text, ENT_QUOTES, 'UTF-8' ); }
function rest_url( $path ) {
	global $site;
	return 'https://shop.example/' . ( $site->permalinks ? "wp-json/$path" : "index.php?rest_route=/$path" );
}
/** Does not encode values, as WordPress's does not. */
function add_query_arg( array $arguments, $url ) {
	foreach ( $arguments as $name => $value ) $url .= ( false === strpos( $url, '?' ) ? '?' : '&' ) . "$name=$value";
	return $url;
}
