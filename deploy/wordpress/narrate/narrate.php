<?php
/**
 * Plugin Name:       narrate
 * Description:       Has each post narrated when it is published, and plays the audio on its page.
 * Version:           1.0.0
 * Requires at least: 6.1
 * Requires PHP:      8.1
 * License:           MIT
 * Text Domain:       narrate
 * Domain Path:       /languages
 *
 * @package Narrate
 */

namespace Narrate;

defined( 'ABSPATH' ) || exit;

const VERSION = '1.0.0';

foreach ( array( 'settings', 'narration', 'access', 'article', 'maker', 'command-line', 'service', 'queue', 'figure', 'api', 'editor', 'oembed' ) as $narrate_part ) {
	require_once __DIR__ . "/includes/class-$narrate_part.php";
}

add_action(
	'init',
	static function (): void {
		load_plugin_textdomain( 'narrate', false, dirname( plugin_basename( __FILE__ ) ) . '/languages' );
		Editor::register();
	}
);
Settings::hook();
Queue::hook();
Figure::hook();
Api::hook();
Oembed::hook();

register_deactivation_hook( __FILE__, array( Queue::class, 'stop' ) );
