<?php
/**
 * What happens in the background: WordPress's own cron runs it.
 *
 * @package Narrate
 */

namespace Narrate;

defined( 'ABSPATH' ) || exit;

/**
 * Narrates posts that are published or updated, and withdraws those that are not public any more.
 */
final class Queue {
	private const HOOKS       = array( 'narrate_make', 'narrate_look', 'narrate_ask', 'narrate_withdraw', 'narrate_sweep' );
	private const LOCK_S      = 3600; // A process that was killed leaves its lock.
	private const LOCK_WAIT_S = 15;
	private const RETRY_S     = 300;
	private const SWEEP_MAX   = 200; // Posts of one sweep.

	/**
	 * Listens to posts and to the cron.
	 */
	public static function hook(): void {
		add_action( 'wp_after_insert_post', array( self::class, 'saved' ), 20, 2 );
		add_action( 'before_delete_post', array( self::class, 'withdraw' ) );
		add_action( 'narrate_make', array( self::class, 'make' ) );
		add_action( 'narrate_look', array( self::class, 'look' ) );
		add_action( 'narrate_ask', array( self::class, 'ask' ) );
		add_action( 'narrate_withdraw', array( self::class, 'withdraw_now' ), 10, 2 );
		add_action( 'narrate_sweep', array( self::class, 'sweep' ) );
		add_action( 'init', array( self::class, 'start' ) );
	}

	/**
	 * Has the sweep run each hour.
	 */
	public static function start(): void {
		if ( ! wp_next_scheduled( 'narrate_sweep' ) ) {
			wp_schedule_event( time() + HOUR_IN_SECONDS, 'hourly', 'narrate_sweep' );
		}
	}

	/**
	 * Takes all events out of the cron.
	 */
	public static function stop(): void {
		array_map( 'wp_unschedule_hook', self::HOOKS );
	}

	/**
	 * Has a post narrated, or withdrawn where it is not public any more.
	 *
	 * @param int      $post_id The post.
	 * @param \WP_Post $post    The same.
	 */
	public static function saved( int $post_id, \WP_Post $post ): void {
		if ( ! in_array( $post->post_type, Settings::get( 'types' ), true ) || wp_is_post_autosave( $post ) ) {
			return;
		}
		if ( ! Access::is_public( $post ) ) {
			self::withdraw( $post_id );
		} elseif ( Settings::get( 'automatic' ) && Narration::WITHDRAWN !== ( Narration::get( $post_id )['state'] ?? '' ) ) {
			self::add( $post_id );
		}
	}

	/**
	 * Has a post narrated soon.
	 *
	 * @param int  $post_id The post.
	 * @param bool $again   Even if its text has not changed.
	 */
	public static function add( int $post_id, bool $again = false ): void {
		$members = array( 'state' => Narration::QUEUED );
		Narration::set( $post_id, $members + ( $again ? array( 'digest' => '' ) : array() ) );
		self::keep( $post_id, Settings::get( 'maker' ) );
		self::soon( 'narrate_make', array( $post_id ) );
	}

	/**
	 * Has a post's event run again where it is lost.
	 *
	 * WordPress keeps all events in one option: of two processes that change it at once, one loses its change.
	 *
	 * @param int $post_id The post.
	 */
	public static function again( int $post_id ): void {
		$narration = Narration::get( $post_id );
		$state     = $narration['state'] ?? '';
		$waits     = wp_next_scheduled( 'narrate_make', array( $post_id ) ) || wp_next_scheduled( 'narrate_look', array( $post_id ) );
		if ( $waits || ! in_array( $state, array( Narration::QUEUED, Narration::WORKING ), true ) ) {
			return;
		}
		if ( Narration::WORKING === $state && 'service' === ( $narration['maker'] ?? '' ) ) {
			self::soon( 'narrate_look', array( $post_id ) );
		} elseif ( ! self::is_locked( $post_id ) ) {
			self::soon( 'narrate_make', array( $post_id ) );
		}
	}

	/**
	 * Looks for narrations and withdrawals that wait for a lost event.
	 */
	public static function sweep(): void {
		global $wpdb;
		$waiting = array(
			'post_type'      => Settings::get( 'types' ),
			'post_status'    => 'any',
			'fields'         => 'ids',
			'posts_per_page' => self::SWEEP_MAX,
			'meta_query'     => array( // phpcs:ignore WordPress.DB.SlowDBQuery -- once in an hour, in the background.
				'relation' => 'OR',
				array(
					'key'     => Narration::META,
					'value'   => '"' . Narration::QUEUED . '"',
					'compare' => 'LIKE',
				),
				array(
					'key'     => Narration::META,
					'value'   => '"' . Narration::WORKING . '"',
					'compare' => 'LIKE',
				),
			),
		);
		array_map( array( self::class, 'again' ), get_posts( $waiting ) );
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- no function finds options by the beginning of their names.
		foreach ( $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE 'narrate\\_gone\\_%'" ) as $name ) {
			list( , , $maker, $post_id ) = explode( '_', $name );
			self::soon( 'narrate_withdraw', array( (int) $post_id, $maker ) );
		}
	}

	/**
	 * Takes back that a narration is to be removed.
	 *
	 * @param int    $post_id The post.
	 * @param string $maker   Who made it.
	 */
	private static function keep( int $post_id, string $maker ): void {
		delete_option( "narrate_gone_{$maker}_$post_id" );
		wp_clear_scheduled_hook( 'narrate_withdraw', array( $post_id, $maker ) );
	}

	/**
	 * Narrates a post; one process at a time for each post.
	 *
	 * @param int $post_id The post.
	 */
	public static function make( int $post_id ): void {
		$post = get_post( $post_id );
		if ( ! $post || ! Access::is_public( $post ) ) {
			self::withdraw( $post_id );
			return;
		}
		if ( ! self::lock( $post_id ) ) {
			wp_schedule_single_event( time() + self::LOCK_WAIT_S, 'narrate_make', array( $post_id ) );
			return;
		}
		ignore_user_abort( true );
		set_time_limit( 0 ); // phpcs:ignore Squiz.PHP.DiscouragedFunctions.Discouraged -- a long article takes minutes.
		try {
			self::narrate( Article::of( $post ) );
		} finally {
			delete_option( "narrate_lock_$post_id" );
		}
		clean_post_cache( $post_id );
		$post = get_post( $post_id ); // It may have become private in the meantime.
		if ( ! $post || ! Access::is_public( $post ) ) {
			self::withdraw( $post_id );
		}
	}

	/**
	 * Has an article narrated where it is whole, and not narrated yet.
	 *
	 * @param Article $article The article.
	 */
	private static function narrate( Article $article ): void {
		$post_id   = $article->post->ID;
		$narration = Narration::get( $post_id );
		if ( ! $article->is_whole() ) {
			self::withdraw( $post_id );
			Narration::set(
				$post_id,
				array(
					'state'  => Narration::HELD,
					'reason' => __( 'Visitors read only a part of this post: it is for members.', 'narrate' ),
				)
			);
			return;
		}
		if ( isset( $narration['figure'] ) && $article->digest() === ( $narration['digest'] ?? '' ) ) {
			Narration::set( $post_id, array( 'state' => Narration::PUBLISHED ) );
			return;
		}
		$maker = Settings::get( 'maker' );
		Narration::set(
			$post_id,
			array(
				'maker' => $maker,
				'sent'  => $article->digest(),
			)
		);
		Maker::named( $maker )->make( $article );
	}

	/**
	 * Looks how far a narration is.
	 *
	 * @param int $post_id The post.
	 */
	public static function look( int $post_id ): void {
		$narration = Narration::get( $post_id );
		if ( in_array( $narration['state'] ?? '', array( Narration::QUEUED, Narration::WORKING ), true ) && isset( $narration['maker'] ) ) {
			Maker::named( $narration['maker'] )->look( $post_id );
		}
	}

	/**
	 * Has the cron ask again whether everybody may read a post that this request may not show.
	 *
	 * A request of a visitor deletes nothing: another plugin may have answered for this request only.
	 *
	 * @param int $post_id The post.
	 */
	public static function doubt( int $post_id ): void {
		self::soon( 'narrate_ask', array( $post_id ) );
	}

	/**
	 * Withdraws a post's narration where not everybody may read the post.
	 *
	 * @param int $post_id The post.
	 */
	public static function ask( int $post_id ): void {
		$user = get_current_user_id(); // Whoever runs the cron by hand may read more.
		wp_set_current_user( 0 );
		$post = get_post( $post_id );
		if ( ! $post || ! Access::is_public( $post ) ) {
			self::withdraw( $post_id );
		}
		wp_set_current_user( $user );
	}

	/**
	 * Takes a narration from the page at once, and from where it lies soon.
	 *
	 * @param int    $post_id The post.
	 * @param string $state   The state that remains; empty for none.
	 */
	public static function withdraw( int $post_id, string $state = '' ): void {
		$narration = Narration::get( $post_id );
		delete_post_meta( $post_id, Narration::META );
		array_map( static fn( string $hook ) => wp_clear_scheduled_hook( $hook, array( $post_id ) ), self::HOOKS );
		if ( 'command' === ( $narration['maker'] ?? '' ) ) {
			self::withdraw_now( $post_id, 'command' );
		} elseif ( isset( $narration['maker'] ) ) {
			add_option( "narrate_gone_{$narration['maker']}_$post_id", 1, '', false );
			self::soon( 'narrate_withdraw', array( $post_id, $narration['maker'] ) );
		}
		if ( Narration::WITHDRAWN === $state ) {
			Narration::set( $post_id, array( 'state' => $state ) );
		}
	}

	/**
	 * Removes a narration from where it lies, and tries again where that fails.
	 *
	 * @param int    $post_id The post.
	 * @param string $maker   Who made it.
	 */
	public static function withdraw_now( int $post_id, string $maker ): void {
		if ( Maker::named( $maker )->withdraw( $post_id ) ) {
			delete_option( "narrate_gone_{$maker}_$post_id" );
		} else {
			wp_schedule_single_event( time() + self::RETRY_S, 'narrate_withdraw', array( $post_id, $maker ) );
		}
	}

	/**
	 * Has the cron run an event after this request.
	 *
	 * @param string  $hook      The event.
	 * @param mixed[] $arguments Its arguments.
	 */
	private static function soon( string $hook, array $arguments ): void {
		if ( ! wp_next_scheduled( $hook, $arguments ) ) {
			wp_schedule_single_event( time(), $hook, $arguments );
		}
		if ( ! wp_doing_cron() && ! has_action( 'shutdown', 'spawn_cron' ) ) {
			add_action( 'shutdown', 'spawn_cron', 10, 0 );
		}
	}

	/**
	 * Returns whether this process may narrate a post.
	 *
	 * @param int $post_id The post.
	 */
	private static function lock( int $post_id ): bool {
		if ( ! self::is_locked( $post_id ) ) {
			delete_option( "narrate_lock_$post_id" );
		}
		return add_option( "narrate_lock_$post_id", time(), '', false );
	}

	/**
	 * Returns whether a process narrates a post.
	 *
	 * @param int $post_id The post.
	 */
	private static function is_locked( int $post_id ): bool {
		return time() - (int) get_option( "narrate_lock_$post_id", 0 ) <= self::LOCK_S;
	}
}
