<?php
/**
 * The page "Settings › Order Status Tracker".
 *
 * @package OrderStatusTracker
 */

declare( strict_types=1 );

namespace OrderStatusTracker;

defined( 'ABSPATH' ) || exit;

const SETTINGS_PAGE = 'order-status-tracker';

/** The address of the page. */
function settings_url(): string {
	return admin_url( 'options-general.php?page=' . SETTINGS_PAGE );
}

/** Adds the page to the menu, for administrators. */
function add_settings_page(): void {
	$title = __( 'Order Status Tracker', 'order-status-tracker' );
	add_options_page( $title, $title, 'manage_options', SETTINGS_PAGE, __NAMESPACE__ . '\\show_settings_page' );
}

/**
 * Adds the link "Settings" to the plugin's row in the list of plugins.
 *
 * @param string[] $links The links that are there.
 * @return string[]
 */
function add_settings_link( array $links ): array {
	array_unshift( $links, '<a href="' . esc_url( settings_url() ) . '">' . esc_html__( 'Settings', 'order-status-tracker' ) . '</a>' );
	return $links;
}

/** Prints the page: the form, how to show the tracker, and a place to try it. */
function show_settings_page(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$options = options();
	?>
	<div class="wrap">
		<h1><?php echo esc_html( get_admin_page_title() ); ?></h1>
		<p><?php esc_html_e( 'With WooCommerce there is nothing to set: the page after an order shows the tracker by itself. For another till or shop, say where orders are read.', 'order-status-tracker' ); ?></p>
		<form action="options.php" method="post">
			<?php settings_fields( OPTION ); ?>
			<table class="form-table" role="presentation">
				<?php
				show_text_field( 'endpoint', 'text', __( 'Address of an order', 'order-status-tracker' ), $options, __( 'From your till’s provider or your web agency, with {id} where the order’s number belongs: https://example.com/orders/{id}', 'order-status-tracker' ) );
				show_choice_field( 'preset', __( 'Whose words it speaks', 'order-status-tracker' ), presets(), $options );
				show_choice_field( 'language', __( 'Language', 'order-status-tracker' ), languages(), $options );
				show_choice_field( 'theme', __( 'Colours', 'order-status-tracker' ), themes(), $options );
				show_text_field( 'phone', 'tel', __( 'Telephone for guests', 'order-status-tracker' ), $options, __( 'Shown below the order, and alone if the tracker cannot be shown.', 'order-status-tracker' ) );
				show_text_field( 'live', 'text', __( 'Live address', 'order-status-tracker' ), $options, __( 'Only if you were given one: wss://…', 'order-status-tracker' ) );
				show_text_field( 'token', 'text', __( 'Address for link secrets', 'order-status-tracker' ), $options, __( 'Only if you were given one: https://…', 'order-status-tracker' ) );
				?>
			</table>
			<?php submit_button(); ?>
		</form>
		<h2><?php esc_html_e( 'Show it on a page', 'order-status-tracker' ); ?></h2>
		<p>
			<?php
			/* translators: %s: the shortcode */
			printf( esc_html__( 'Add the block “Order status”, or the shortcode %s, to a page. Guests open that page with the number of their order at the end of its address:', 'order-status-tracker' ), '<code>[order_status]</code>' );
			?>
			<code><?php echo esc_html( home_url( '/your-page/?order_id=42' ) ); ?></code>
		</p>
		<?php show_trial( $options ); ?>
	</div>
	<?php
}

/**
 * A place to try an order. The form leads to this page with the number in its address, from where the tracker takes it.
 *
 * @param array<string, string> $options The settings.
 */
function show_trial( array $options ): void {
	if ( '' === $options['endpoint'] && '' === $options['live'] ) {
		return;
	}
	?>
	<h2><?php esc_html_e( 'Try it', 'order-status-tracker' ); ?></h2>
	<form action="<?php echo esc_url( admin_url( 'options-general.php' ) ); ?>" method="get">
		<input type="hidden" name="page" value="<?php echo esc_attr( SETTINGS_PAGE ); ?>">
		<label>
			<?php esc_html_e( 'Number of a real order', 'order-status-tracker' ); ?>
			<input type="text" name="order_id" class="regular-text" required>
		</label>
		<?php submit_button( __( 'Show it', 'order-status-tracker' ), 'secondary', '', false ); ?>
	</form>
	<div style="max-width: 30rem; margin-block-start: 1rem">
		<?php
		// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Every part of the tag is escaped where it is put together.
		echo draw_tracker( array() );
		?>
	</div>
	<?php
}

/**
 * A row of the form with a field to type in.
 *
 * @param string                $name    The setting.
 * @param string                $type    The input's type.
 * @param string                $label   What it is called.
 * @param array<string, string> $options The settings.
 * @param string                $hint    What to type.
 */
function show_text_field( string $name, string $type, string $label, array $options, string $hint ): void {
	$id = "order-status-tracker-$name";
	?>
	<tr>
		<th scope="row"><label for="<?php echo esc_attr( $id ); ?>"><?php echo esc_html( $label ); ?></label></th>
		<td>
			<input id="<?php echo esc_attr( $id ); ?>" name="<?php echo esc_attr( OPTION . "[$name]" ); ?>" type="<?php echo esc_attr( $type ); ?>" class="large-text code" value="<?php echo esc_attr( $options[ $name ] ); ?>" aria-describedby="<?php echo esc_attr( "$id-hint" ); ?>">
			<p class="description" id="<?php echo esc_attr( "$id-hint" ); ?>"><?php echo esc_html( $hint ); ?></p>
		</td>
	</tr>
	<?php
}

/**
 * A row of the form with a list to choose from.
 *
 * @param string                $name    The setting.
 * @param string                $label   What it is called.
 * @param array<string, string> $choices Values and labels.
 * @param array<string, string> $options The settings.
 */
function show_choice_field( string $name, string $label, array $choices, array $options ): void {
	$id = "order-status-tracker-$name";
	?>
	<tr>
		<th scope="row"><label for="<?php echo esc_attr( $id ); ?>"><?php echo esc_html( $label ); ?></label></th>
		<td>
			<select id="<?php echo esc_attr( $id ); ?>" name="<?php echo esc_attr( OPTION . "[$name]" ); ?>">
				<?php foreach ( $choices as $value => $text ) : ?>
					<option value="<?php echo esc_attr( (string) $value ); ?>"<?php selected( $options[ $name ], (string) $value ); ?>><?php echo esc_html( $text ); ?></option>
				<?php endforeach; ?>
			</select>
		</td>
	</tr>
	<?php
}
