<?php
/**
 * The plugin's settings: one option, an array of texts. Only administrators can change where guests' orders are read.
 *
 * @package OrderStatusTracker
 */

declare( strict_types=1 );

namespace OrderStatusTracker;

defined( 'ABSPATH' ) || exit;

const OPTION = 'order_status_tracker';

/**
 * What is used until an administrator has saved something.
 *
 * @return array<string, string>
 */
function default_options(): array {
	return array(
		'endpoint' => '',
		'live'     => '',
		'token'    => '',
		'preset'   => '',
		'language' => '',
		'theme'    => '',
		'phone'    => '',
	);
}

/**
 * The settings as they are.
 *
 * @return array<string, string>
 */
function options(): array {
	$saved = get_option( OPTION );
	return is_array( $saved ) ? array_merge( default_options(), array_map( 'strval', $saved ) ) : default_options();
}

/** Tells WordPress of the option; its settings API checks the nonce and the capability before it saves. */
function register_options(): void {
	register_setting(
		OPTION,
		OPTION,
		array(
			'type'              => 'array',
			'sanitize_callback' => __NAMESPACE__ . '\\sanitize_options',
			'default'           => default_options(),
		)
	);
}

/**
 * Leaves of what was sent only what the plugin can use. An address that cannot work is not saved: the former one stays, and the
 * page says why.
 *
 * @param mixed $sent What the form sent.
 * @return array<string, string>
 */
function sanitize_options( $sent ): array {
	$sent  = is_array( $sent ) ? $sent : array();
	$given = array();
	foreach ( default_options() as $name => $value ) {
		$given[ $name ] = isset( $sent[ $name ] ) && is_string( $sent[ $name ] ) ? trim( $sent[ $name ] ) : $value;
	}
	$former = options();
	return array(
		'endpoint' => checked_address( 'endpoint', $given['endpoint'], $former['endpoint'], array( 'https', 'http' ), true ),
		'live'     => checked_address( 'live', $given['live'], $former['live'], array( 'wss', 'ws' ), false ),
		'token'    => checked_address( 'token', $given['token'], $former['token'], array( 'https', 'http' ), false ),
		'preset'   => one_of( $given['preset'], presets() ),
		'language' => one_of( $given['language'], languages() ),
		'theme'    => one_of( $given['theme'], themes() ),
		'phone'    => sanitize_text_field( $given['phone'] ),
	);
}

/**
 * A choice, or none.
 *
 * @param string                $value   What was chosen.
 * @param array<string, string> $choices What there is to choose from.
 */
function one_of( string $value, array $choices ): string {
	return array_key_exists( $value, $choices ) ? $value : '';
}

/**
 * An address that can be used, or the former one and a message.
 *
 * @param string   $name     The setting.
 * @param string   $address  What was typed.
 * @param string   $former   What was saved before.
 * @param string[] $schemes  How it may begin: the secure way, and the one for a test on this computer.
 * @param bool     $needs_id Whether `{id}` must be in it.
 */
function checked_address( string $name, string $address, string $former, array $schemes, bool $needs_id ): string {
	if ( '' === $address ) {
		return '';
	}
	$clean = clean_address( $address, $schemes );
	if ( '' === $clean ) {
		/* translators: %s: https:// or wss:// */
		$message = sprintf( __( 'An address has to begin with %s. The former one was kept.', 'order-status-tracker' ), $schemes[0] . '://' );
	} elseif ( $needs_id && false === strpos( $clean, '{id}' ) ) {
		$message = __( 'Write {id} where the order’s number belongs in the address, such as https://example.com/orders/{id}. The former address was kept.', 'order-status-tracker' );
	} else {
		return $clean;
	}
	add_settings_error( OPTION, "order-status-tracker-$name", $message );
	return $former;
}

/**
 * An address without anything that does not belong in one; empty if it begins with something else. `esc_url_raw` would take
 * the braces of `{id}` and `{token}` away, so words stand for them meanwhile. Plain `http:` and `ws:` are for tests: on the own
 * computer, or where this site itself is not secure.
 *
 * @param string   $address What was typed.
 * @param string[] $schemes How it may begin.
 */
function clean_address( string $address, array $schemes ): string {
	$stand_ins = array(
		'{id}'    => 'order-id-stands-here',
		'{token}' => 'token-stands-here',
	);
	$clean     = esc_url_raw( strtr( $address, $stand_ins ), $schemes );
	$host      = (string) wp_parse_url( $clean, PHP_URL_HOST );
	$scheme    = (string) wp_parse_url( $clean, PHP_URL_SCHEME );
	$own       = 'http' === wp_parse_url( home_url(), PHP_URL_SCHEME ) ? wp_parse_url( home_url(), PHP_URL_HOST ) : null;
	$is_test   = in_array( $host, array( 'localhost', '127.0.0.1', '[::1]', $own ), true );
	if ( '' === $host || ( $scheme !== $schemes[0] && ! $is_test ) ) {
		return '';
	}
	return strtr( $clean, array_flip( $stand_ins ) );
}
