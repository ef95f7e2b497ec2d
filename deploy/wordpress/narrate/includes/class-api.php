<?php
/**
 * The state of a post's narration for the editor: narrate/v1/posts/ID.
 *
 * @package Narrate
 */

namespace Narrate;

defined( 'ABSPATH' ) || exit;

/**
 * Who may edit a post may see, have made and withdraw its narration.
 */
final class Api {
	private const FRESH_S = 5; // How often the editor's panel makes the plugin ask the service.

	/**
	 * Registers the routes.
	 */
	public static function hook(): void {
		add_action(
			'rest_api_init',
			static function (): void {
				$routes = array();
				foreach ( array(
					'GET'    => 'show',
					'POST'   => 'make',
					'DELETE' => 'withdraw',
				) as $method => $action ) {
					$routes[] = array(
						'methods'             => $method,
						'callback'            => array( self::class, $action ),
						'permission_callback' => array( self::class, 'may' ),
					);
				}
				register_rest_route( 'narrate/v1', '/posts/(?P<id>\d+)', $routes );
			}
		);
	}

	/**
	 * Returns whether the user may edit the post.
	 *
	 * @param \WP_REST_Request $request The request.
	 */
	public static function may( \WP_REST_Request $request ): bool {
		return current_user_can( 'edit_post', (int) $request['id'] );
	}

	/**
	 * Returns the state of the narration.
	 *
	 * @param \WP_REST_Request $request The request.
	 * @return array<string, mixed>
	 */
	public static function show( \WP_REST_Request $request ): array {
		$post_id = (int) $request['id'];
		Queue::again( $post_id );
		$narration = Narration::get( $post_id );
		if ( 'service' === ( $narration['maker'] ?? '' ) && false === get_transient( "narrate_fresh_$post_id" ) ) {
			set_transient( "narrate_fresh_$post_id", 1, self::FRESH_S );
			Queue::look( $post_id );
			$narration = Narration::get( $post_id );
		}
		$post      = get_post( $post_id );
		$is_public = Access::is_public( $post );
		$state     = $narration['state'] ?? '';
		return array(
			'state'     => $state,
			'words'     => Narration::words( $state ),
			'reason'    => $narration['reason'] ?? '',
			'percent'   => $narration['percent'] ?? null,
			'is_public' => $is_public,
			'audio'     => $is_public ? Narration::address( $narration, 'audio' ) : '',
			'player'    => $is_public && isset( $narration['figure'] ) ? Oembed::address( $post_id ) : '',
		);
	}

	/**
	 * Has the post narrated again, also if its text has not changed.
	 *
	 * @param \WP_REST_Request $request The request.
	 * @return array<string, mixed>|\WP_Error
	 */
	public static function make( \WP_REST_Request $request ): array|\WP_Error {
		if ( ! Access::is_public( get_post( (int) $request['id'] ) ) ) {
			return new \WP_Error( 'narrate_not_public', __( 'Only a post that everybody may read is narrated.', 'narrate' ), array( 'status' => 409 ) );
		}
		Queue::add( (int) $request['id'], true );
		return self::show( $request );
	}

	/**
	 * Withdraws the narration. The post is not narrated again until somebody asks for it.
	 *
	 * @param \WP_REST_Request $request The request.
	 * @return array<string, mixed>
	 */
	public static function withdraw( \WP_REST_Request $request ): array {
		Queue::withdraw( (int) $request['id'], Narration::WITHDRAWN );
		return self::show( $request );
	}
}
