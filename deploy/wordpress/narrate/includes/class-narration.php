<?php
/**
 * The narration of a post: its state, and what a page shows of it.
 *
 * @package Narrate
 */

namespace Narrate;

defined( 'ABSPATH' ) || exit;

/**
 * One member of a post's meta holds it: state, reason, percent, maker, digests of the article that
 * was sent and of the one that was published, and after publication base, language, files and figure as they stand in narrate.json.
 */
final class Narration {
	public const META = '_narrate';

	public const QUEUED    = 'queued';
	public const WORKING   = 'working';
	public const PUBLISHED = 'published';
	public const HELD      = 'held';
	public const FAILED    = 'failed';
	public const WITHDRAWN = 'withdrawn';

	/**
	 * Returns a post's narration; an empty list where there is none.
	 *
	 * @param int $post_id The post.
	 * @return array<string, mixed>
	 */
	public static function get( int $post_id ): array {
		$stored = get_post_meta( $post_id, self::META, true );
		return is_array( $stored ) ? $stored : array();
	}

	/**
	 * Changes some members of a post's narration. A new state clears reason and percent.
	 *
	 * @param int                  $post_id The post.
	 * @param array<string, mixed> $members What changes.
	 */
	public static function set( int $post_id, array $members ): void {
		if ( isset( $members['state'] ) ) {
			$members += array(
				'reason'  => '',
				'percent' => null,
			);
		}
		update_post_meta( $post_id, self::META, wp_slash( $members + self::get( $post_id ) ) );
	}

	/**
	 * Keeps what pages show of a published narration.
	 *
	 * @param int                  $post_id  The post.
	 * @param array<string, mixed> $manifest The contents of narrate.json.
	 * @param string               $base     The address of its folder, with a slash at the end.
	 */
	public static function publish( int $post_id, array $manifest, string $base ): void {
		self::set(
			$post_id,
			array(
				'state'    => self::PUBLISHED,
				'digest'   => self::get( $post_id )['sent'] ?? '',
				'base'     => $base,
				'language' => $manifest['article']['language'],
				'files'    => wp_list_pluck( $manifest['files'], 'name' ),
				'figure'   => $manifest['figure'],
			)
		);
	}

	/**
	 * Returns the address of a file of the narration; empty where there is none.
	 *
	 * @param array<string, mixed> $narration The narration.
	 * @param string               $role      The file's role, such as audio.
	 */
	public static function address( array $narration, string $role ): string {
		$name = $narration['files'][ $role ] ?? '';
		return '' === $name ? '' : $narration['base'] . rawurlencode( $name );
	}

	/**
	 * Returns the words for a state.
	 *
	 * @param string $state The state; empty where there is no narration.
	 */
	public static function words( string $state ): string {
		return match ( $state ) {
			self::QUEUED    => __( 'Waiting to be narrated', 'narrate' ),
			self::WORKING   => __( 'Being narrated', 'narrate' ),
			self::PUBLISHED => __( 'Narrated', 'narrate' ),
			self::HELD      => __( 'Held back', 'narrate' ),
			self::FAILED    => __( 'Not narrated', 'narrate' ),
			self::WITHDRAWN => __( 'Withdrawn', 'narrate' ),
			default         => __( 'No narration', 'narrate' ),
		};
	}
}
