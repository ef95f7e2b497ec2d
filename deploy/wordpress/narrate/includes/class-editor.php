<?php
/**
 * The block, and the panel in the editor.
 *
 * @package Narrate
 */

namespace Narrate;

defined( 'ABSPATH' ) || exit;

/**
 * One script holds both.
 */
final class Editor {
	/**
	 * Registers the block and its script.
	 */
	public static function register(): void {
		wp_register_script(
			'narrate-editor',
			plugins_url( 'assets/editor.js', __DIR__ ),
			array( 'wp-api-fetch', 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-data', 'wp-edit-post', 'wp-element', 'wp-i18n', 'wp-plugins' ),
			VERSION,
			true
		);
		wp_set_script_translations( 'narrate-editor', 'narrate', dirname( __DIR__ ) . '/languages' );
		wp_localize_script( 'narrate-editor', 'narrateEditor', array( 'types' => Settings::get( 'types' ) ) );
		register_block_type(
			dirname( __DIR__ ) . '/assets',
			array(
				'render_callback' => static fn(): string => Figure::here(),
			)
		);
	}
}
