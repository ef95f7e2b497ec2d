<?php
/**
 * Removes all that the plugin left: settings, states, events, and the narrations in uploads.
 *
 * Narrations in a service stay there.
 *
 * @package Narrate
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/class-maker.php';
require_once __DIR__ . '/includes/class-command-line.php';

/**
 * Cleans one site.
 */
function narrate_clean_site(): void {
	global $wpdb;
	Narrate\Command_Line::delete_all();
	delete_option( 'narrate' );
	delete_post_meta_by_key( '_narrate' );
	array_map( 'wp_unschedule_hook', array( 'narrate_make', 'narrate_look', 'narrate_ask', 'narrate_withdraw', 'narrate_sweep' ) );
	// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- no function deletes options by the beginning of their names.
	$wpdb->query( "DELETE FROM $wpdb->options WHERE option_name LIKE 'narrate\\_lock\\_%' OR option_name LIKE 'narrate\\_gone\\_%' OR option_name LIKE '\\_transient%\\_narrate\\_fresh\\_%'" );
}

if ( is_multisite() ) {
	$narrate_all = array(
		'fields' => 'ids',
		'number' => 0,
	);
	foreach ( get_sites( $narrate_all ) as $narrate_site ) {
		switch_to_blog( $narrate_site );
		narrate_clean_site();
		restore_current_blog();
	}
} else {
	narrate_clean_site();
}
