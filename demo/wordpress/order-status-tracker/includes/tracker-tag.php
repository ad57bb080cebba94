<?php
/**
 * The tag of the shortcode and the block.
 *
 * @package OrderStatusTracker
 */

declare( strict_types=1 );

namespace OrderStatusTracker;

defined( 'ABSPATH' ) || exit;

/**
 * What authors can say of one tracker; the rest is for administrators, on the settings page. A text, or a list of choices.
 *
 * @return array<string, array<string, string>|null>
 */
function author_attributes(): array {
	return array(
		'order_id'     => null,
		'language'     => languages(),
		'theme'        => themes(),
		'layout'       => layouts(),
		'fulfilment'   => fulfilments(),
		'pickup_place' => null,
	);
}

/**
 * The same as attributes of the block.
 *
 * @return array<string, array<string, string>>
 */
function block_attributes(): array {
	return array_map(
		static function () {
			return array(
				'type'    => 'string',
				'default' => '',
			);
		},
		author_attributes()
	);
}

/**
 * What the block's editor offers, in the order of the lists.
 *
 * @return array<string, array<int, array<string, string>>|string|bool>
 */
function editor_choices(): array {
	$choices = array();
	foreach ( array_filter( author_attributes() ) as $name => $list ) {
		$choices[ $name ] = array();
		foreach ( $list as $value => $label ) {
			$choices[ $name ][] = array(
				'value' => $value,
				'label' => $label,
			);
		}
	}
	return $choices;
}

/**
 * `[order_status order_id="42"]`. Without a number, the tracker takes it from the page's address: `?order_id=42`.
 *
 * @param array<string, string>|string $given The attributes as the author wrote them.
 */
function draw_shortcode( $given ): string {
	return draw_tracker( shortcode_atts( array_fill_keys( array_keys( author_attributes() ), '' ), (array) $given, 'order_status' ) );
}

/**
 * The tag, and its script on the page.
 *
 * @param array<string, mixed> $given What the author chose, by the names of `author_attributes`.
 */
function draw_tracker( array $given ): string {
	$options = options();
	if ( '' === $options['endpoint'] && '' === $options['live'] ) {
		return draw_missing_address();
	}
	enqueue_tracker();
	$chosen = array();
	foreach ( author_attributes() as $name => $choices ) {
		$text            = isset( $given[ $name ] ) && is_scalar( $given[ $name ] ) ? sanitize_text_field( (string) $given[ $name ] ) : '';
		$chosen[ $name ] = null === $choices ? $text : one_of( $text, $choices );
	}
	$attributes = array(
		'order-id'      => $chosen['order_id'],
		'poll-url'      => $options['endpoint'],
		'websocket-url' => $options['live'],
		'token-url'     => $options['token'],
		'preset'        => $options['preset'],
		'lang'          => '' === $chosen['language'] ? $options['language'] : $chosen['language'],
		'theme'         => '' === $chosen['theme'] ? $options['theme'] : $chosen['theme'],
		'layout'        => $chosen['layout'],
		'fulfilment'    => $chosen['fulfilment'],
		'pickup-place'  => $chosen['pickup_place'],
		'folder'        => script_folder(),
	);
	/**
	 * The tag's attributes, such as `field-map` or `rating`, for sites with code of their own. Empty ones are left out.
	 *
	 * @param array<string, string> $attributes The attributes, not escaped.
	 */
	$attributes = (array) apply_filters( 'order_status_tracker_attributes', $attributes );
	return '<order-status-tracker' . attributes_html( $attributes ) . '>' . phone_html( $options['phone'], (string) ( $attributes['lang'] ?? '' ) ) . '</order-status-tracker>';
}

/**
 * Attributes in HTML, each value escaped; empty ones are left out.
 *
 * @param array<string, mixed> $attributes Names and values.
 */
function attributes_html( array $attributes ): string {
	$html = '';
	foreach ( $attributes as $name => $value ) {
		if ( ! is_scalar( $value ) || '' === (string) $value || 1 !== preg_match( '/^[a-z-]+$/D', (string) $name ) ) {
			continue;
		}
		// Not esc_url: it would take the braces of {id} away. The addresses were checked when they were saved.
		$html .= ' ' . $name . '="' . esc_attr( (string) $value ) . '"';
	}
	return $html;
}

/** Tells administrators alone what is missing; guests see nothing. */
function draw_missing_address(): string {
	if ( ! current_user_can( 'manage_options' ) ) {
		return '';
	}
	return '<p><strong>' . esc_html__( 'Order Status Tracker:', 'order-status-tracker' ) . '</strong> '
		. '<a href="' . esc_url( settings_url() ) . '">' . esc_html__( 'Say first where orders are read.', 'order-status-tracker' ) . '</a> '
		. esc_html__( 'Only administrators see this line.', 'order-status-tracker' ) . '</p>';
}
