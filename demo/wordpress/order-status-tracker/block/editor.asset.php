<?php
/**
 * What the editor's script needs.
 *
 * @package OrderStatusTracker
 */

return array(
	'dependencies' => array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ),
	'version'      => '0.0.0',
);
