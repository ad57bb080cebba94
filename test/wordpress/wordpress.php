<?php
/**
 * As much of WordPress and WooCommerce as the plugin calls, written after their documentation. What the site is like is
 * in $site; what the plugin did is in $done.
 */

declare( strict_types=1 );

define( 'ABSPATH', '/' );

/** The site: who visits it, its orders, and its options. */
$site = (object) array( 'user' => 0, 'orders' => array(), 'permalinks' => true, 'language' => 'en-US', 'options' => array() );
/** What the plugin registered and enqueued, and what it complained about. */
$done = (object) array( 'actions' => array(), 'routes' => array(), 'scripts' => array(), 'errors' => array() );

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
function add_filter( $name, $callback, $priority = 10 ) { add_action( $name, $callback, $priority ); }
function add_shortcode( $name, $callback ) { global $done; $done->actions[ "shortcode $name" ] = $callback; }
function register_block_type( $folder, $arguments ) { global $done; $done->actions['block'] = $arguments; }
function wp_add_inline_script( $id, $code, $position ) {}
function shortcode_atts( $known, $given, $name ) { return array_merge( $known, array_intersect_key( $given, $known ) ); }
function plugin_basename( $file ) { return basename( dirname( $file ) ) . '/' . basename( $file ); }
function get_option( $name ) { global $site; return $site->options[ $name ] ?? false; }
function add_settings_error( $setting, $code, $message ) { global $done; $done->errors[ $code ] = $message; }
function current_user_can( $capability ) { global $site; return 'manage_options' === $capability && 1 === $site->user; }
function is_admin() { return false; }
function home_url( $path = '' ) { return "https://shop.example$path"; }
function admin_url( $path ) { return "https://shop.example/wp-admin/$path"; }
function sanitize_text_field( $text ) { return trim( preg_replace( '/[\r\n\t ]+/', ' ', strip_tags( $text ) ) ); }
function esc_html( $text ) { return esc_attr( $text ); }
function esc_html__( $text, $domain ) { return esc_html( $text ); }
function get_bloginfo( $show ) {
	global $site;
	return 'language' === $show ? $site->language : '';
}
function esc_url( $url ) { return esc_attr( $url ); }
function wp_parse_url( $url, $part ) { return parse_url( $url, $part ); }
/** Leaves out what no address has, as WordPress's does; and the whole address if it begins in another way. */
function esc_url_raw( $url, $schemes ) {
	$url = preg_replace( '|[^a-z0-9-~+_.?#=!&;,/:%@$\|*\'()\[\]\x80-\xff]|i', '', $url );
	return in_array( parse_url( $url, PHP_URL_SCHEME ), $schemes, true ) ? $url : '';
}
function apply_filters( $name, $value, ...$others ) { return $value; }
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
