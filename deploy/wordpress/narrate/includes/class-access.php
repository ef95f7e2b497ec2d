<?php
/**
 * Who may hear a post.
 *
 * @package Narrate
 */

namespace Narrate;

defined( 'ABSPATH' ) || exit;

/**
 * Only a post that everybody may read has audio, since everybody may fetch the file.
 */
final class Access {
	/**
	 * Returns whether everybody may read a post: no draft, date, password, or membership.
	 *
	 * Plugins for members are asked about a visitor who is not logged in. A plugin that is not
	 * known here answers the filter narrate_is_public.
	 *
	 * @param \WP_Post $post The post.
	 */
	public static function is_public( \WP_Post $post ): bool {
		$is_public = 'publish' === $post->post_status
			&& '' === $post->post_password
			&& is_post_publicly_viewable( $post )
			&& ! self::is_for_members( $post->ID );
		/**
		 * Filters whether everybody may read a post.
		 *
		 * @param bool     $is_public Whether everybody may.
		 * @param \WP_Post $post      The post.
		 */
		return (bool) apply_filters( 'narrate_is_public', $is_public, $post );
	}

	/**
	 * Returns whether a plugin for members keeps a post from a visitor.
	 *
	 * @param int $post_id The post.
	 */
	private static function is_for_members( int $post_id ): bool {
		if ( function_exists( 'members_can_user_view_post' ) && ! members_can_user_view_post( 0, $post_id ) ) {
			return true; // Members.
		}
		if ( function_exists( 'pmpro_has_membership_access' ) && ! pmpro_has_membership_access( $post_id, 0 ) ) {
			return true; // Paid Memberships Pro.
		}
		if ( function_exists( 'rcp_user_can_access' ) && ! rcp_user_can_access( 0, $post_id ) ) {
			return true; // Restrict Content Pro.
		}
		if ( function_exists( 'wc_memberships_is_post_content_restricted' ) && wc_memberships_is_post_content_restricted( $post_id ) ) {
			return true; // WooCommerce Memberships.
		}
		return class_exists( 'MeprRule' ) && \MeprRule::is_locked( get_post( $post_id ) ); // MemberPress.
	}
}
