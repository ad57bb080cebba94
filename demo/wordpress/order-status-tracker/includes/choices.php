<?php
/**
 * What an owner can choose from: on the settings page, in the block, and as attributes of the shortcode.
 *
 * @package OrderStatusTracker
 */

declare( strict_types=1 );

namespace OrderStatusTracker;

defined( 'ABSPATH' ) || exit;

/**
 * The tills, shops and delivery services whose words the tracker knows, each with its name.
 *
 * @return array<string, string>
 */
function presets(): array {
	return array(
		''              => __( 'None: the address answers in the tracker’s own words', 'order-status-tracker' ),
		'clover'        => 'Clover',
		'deliverect'    => 'Deliverect',
		'doordash'      => 'DoorDash',
		'dotypos'       => 'Dotypos',
		'enatega'       => 'Enatega',
		'flipdish'      => 'Flipdish',
		'gloriafood'    => 'GloriaFood',
		'google'        => 'Google Food Ordering',
		'grubhub'       => 'Grubhub',
		'ifood'         => 'iFood',
		'lightspeed'    => 'Lightspeed Restaurant',
		'magento'       => 'Magento (Adobe Commerce)',
		'medusa'        => 'Medusa, Medusa Eats',
		'odoo'          => 'Odoo',
		'open-delivery' => 'Open Delivery',
		'otter'         => 'Otter',
		'saleor'        => 'Saleor',
		'shopify'       => 'Shopify',
		'square'        => 'Square',
		'tastyigniter'  => 'TastyIgniter',
		'toast'         => 'Toast',
		'uber-direct'   => 'Uber Direct',
		'ucp'           => 'Universal Commerce Protocol',
		'woocommerce'   => 'WooCommerce',
	);
}

/**
 * The languages, each in its own name.
 *
 * @return array<string, string>
 */
function languages(): array {
	return array(
		''        => __( 'The language of the page', 'order-status-tracker' ),
		'en'      => 'English',
		'ar'      => 'العربية',
		'cs'      => 'Čeština',
		'da'      => 'Dansk',
		'de'      => 'Deutsch',
		'el'      => 'Ελληνικά',
		'es'      => 'Español',
		'fi'      => 'Suomi',
		'fr'      => 'Français',
		'he'      => 'עברית',
		'hi'      => 'हिन्दी',
		'hu'      => 'Magyar',
		'id'      => 'Bahasa Indonesia',
		'it'      => 'Italiano',
		'ja'      => '日本語',
		'ko'      => '한국어',
		'nb'      => 'Norsk bokmål',
		'nl'      => 'Nederlands',
		'pl'      => 'Polski',
		'pt-BR'   => 'Português (Brasil)',
		'pt-PT'   => 'Português (Portugal)',
		'ro'      => 'Română',
		'sv'      => 'Svenska',
		'th'      => 'ไทย',
		'tr'      => 'Türkçe',
		'uk'      => 'Українська',
		'vi'      => 'Tiếng Việt',
		'zh-Hans' => '简体中文',
		'zh-Hant' => '繁體中文',
	);
}

/**
 * The colours.
 *
 * @return array<string, string>
 */
function themes(): array {
	return array(
		''              => __( 'As the guest’s device: light or dark', 'order-status-tracker' ),
		'light'         => __( 'Light', 'order-status-tracker' ),
		'dark'          => __( 'Dark', 'order-status-tracker' ),
		'classic'       => __( 'One colour for each status, as the device', 'order-status-tracker' ),
		'classic light' => __( 'One colour for each status, light', 'order-status-tracker' ),
		'classic dark'  => __( 'One colour for each status, dark', 'order-status-tracker' ),
	);
}

/**
 * How much is shown.
 *
 * @return array<string, string>
 */
function layouts(): array {
	return array(
		''         => __( 'A card with all steps', 'order-status-tracker' ),
		'compact'  => __( 'One line', 'order-status-tracker' ),
		'handover' => __( 'A card; once ready, the number over the whole screen', 'order-status-tracker' ),
	);
}

/**
 * How guests get their meal.
 *
 * @return array<string, string>
 */
function fulfilments(): array {
	return array(
		''         => __( 'As the order says', 'order-status-tracker' ),
		'dine_in'  => __( 'At the table', 'order-status-tracker' ),
		'pickup'   => __( 'Guests collect it', 'order-status-tracker' ),
		'delivery' => __( 'Delivered', 'order-status-tracker' ),
	);
}
