<?php
/**
 * The player on other sites: a page with nothing else in it, and its oEmbed answer.
 *
 * @package Narrate
 */

namespace Narrate;

defined( 'ABSPATH' ) || exit;

/**
 * The address ?narrate=ID shows the player, and narrate/v1/oembed answers with an iframe of it
 * (https://oembed.com, 1.0). WordPress takes an iframe from sites that it does not know, and
 * nothing else.
 */
final class Oembed {
	private const WIDTH  = 600;
	private const HEIGHT = 240; // The title and the player on a phone.

	/**
	 * Registers the page and the route.
	 */
	public static function hook(): void {
		add_filter( 'query_vars', static fn( array $names ): array => array( ...$names, 'narrate' ) );
		add_action( 'template_redirect', array( self::class, 'page' ) );
		add_action(
			'rest_api_init',
			static function (): void {
				register_rest_route(
					'narrate/v1',
					'/oembed',
					array(
						'methods'             => 'GET',
						'callback'            => array( self::class, 'answer' ),
						'permission_callback' => '__return_true',
						'args'                => array(
							'url'       => array( 'required' => true ),
							'maxwidth'  => array( 'default' => self::WIDTH ),
							'maxheight' => array( 'default' => self::HEIGHT ),
						),
					)
				);
			}
		);
	}

	/**
	 * Returns the address of the page with a post's player.
	 *
	 * @param int $post_id The post.
	 */
	public static function address( int $post_id ): string {
		return add_query_arg( 'narrate', $post_id, home_url( '/' ) );
	}

	/**
	 * Answers an address of a post or of its player with an iframe.
	 *
	 * @param \WP_REST_Request $request The request.
	 * @return array<string, mixed>|\WP_Error
	 */
	public static function answer( \WP_REST_Request $request ): array|\WP_Error {
		parse_str( (string) wp_parse_url( $request['url'], PHP_URL_QUERY ), $query );
		$is_ours = str_starts_with( $request['url'], home_url( '/' ) );
		$post    = $is_ours ? get_post( absint( $query['narrate'] ?? 0 ) ?: url_to_postid( $request['url'] ) ) : null; // phpcs:ignore Universal.Operators.DisallowShortTernary.Found -- no number is none.
		if ( ! $post || '' === Figure::html( $post ) ) {
			return new \WP_Error( 'narrate_none', __( 'There is no narration of this address.', 'narrate' ), array( 'status' => 404 ) );
		}
		$width  = min( self::WIDTH, absint( $request['maxwidth'] ) );
		$height = min( self::HEIGHT, absint( $request['maxheight'] ) );
		return array(
			'version'       => '1.0',
			'type'          => 'rich',
			'title'         => html_entity_decode( get_the_title( $post ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ),
			'author_name'   => get_the_author_meta( 'display_name', (int) $post->post_author ),
			'author_url'    => get_permalink( $post ),
			'provider_name' => get_bloginfo( 'name' ),
			'provider_url'  => home_url( '/' ),
			'width'         => $width,
			'height'        => $height,
			'html'          => sprintf( '<iframe src="%s" title="%s" width="%d" height="%d" frameborder="0"></iframe>', esc_url( self::address( $post->ID ) ), esc_attr( get_the_title( $post ) ), $width, $height ),
		);
	}

	/**
	 * Prints the page with the player, where it is asked for.
	 */
	public static function page(): void {
		$post_id = absint( get_query_var( 'narrate' ) );
		if ( 0 === $post_id ) {
			return;
		}
		$post   = get_post( $post_id );
		$figure = $post ? Figure::html( $post, 'follow' ) : '';
		if ( '' === $figure ) {
			status_header( 404 );
			nocache_headers();
			wp_die( esc_html__( 'There is no narration of this address.', 'narrate' ), '', array( 'response' => 404 ) );
		}
		$answer = add_query_arg( 'url', rawurlencode( self::address( $post_id ) ), rest_url( 'narrate/v1/oembed' ) );
		printf(
			'<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>%s</title><link rel="canonical" href="%s"><link rel="alternate" type="application/json+oembed" href="%s"><base href="%s" target="_top"><style>body{margin:8px;font:16px/1.4 system-ui,sans-serif}</style></head><body><p><a href="%3$s">%2$s</a></p>',
			esc_attr( get_bloginfo( 'language' ) ),
			esc_html( get_the_title( $post ) ),
			esc_url( get_permalink( $post ) ),
			esc_url( $answer ),
			esc_url( Narration::get( $post_id )['base'] ) // The second script lies there.
		);
		echo $figure; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- each part of it is escaped.
		self::script( $post_id );
		echo '</body></html>';
		exit;
	}

	/**
	 * Prints the player's script itself: a frame in a sandbox may not load a module of this host.
	 *
	 * @param int $post_id The post.
	 */
	private static function script( int $post_id ): void {
		$narration = Narration::get( $post_id );
		$file      = Command_Line::folder( $post_id ) . '/' . ( $narration['files']['player'] ?? '' );
		if ( 'command' === $narration['maker'] && is_file( $file ) ) {
			wp_print_inline_script_tag( (string) file_get_contents( $file ), array( 'type' => 'module' ) ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- a local file.
		} else {
			Figure::script();
		}
	}
}
