<?php
/**
 * The figure that plays a narration: plain HTML, of which narrate's script makes more.
 *
 * @package Narrate
 */

namespace Narrate;

defined( 'ABSPATH' ) || exit;

/**
 * It stands before or after the text of a post, or where a block or the shortcode stands.
 */
final class Figure {
	private const PRIORITY = 20; // After paragraphs, shortcodes and blocks; members' plugins replace the text later.

	/**
	 * Whether this page has a figure, and so needs the script; its address.
	 *
	 * @var string
	 */
	private static string $script = '';

	/**
	 * Adds the figure, the block's and the shortcode's output and the script to pages.
	 */
	public static function hook(): void {
		add_filter( 'the_content', array( self::class, 'place' ), self::PRIORITY );
		add_shortcode( 'narrate', static fn(): string => self::here() );
		add_action( 'wp_footer', array( self::class, 'script' ) );
	}

	/**
	 * Returns a post's text with the figure before or after it, as the setting asks.
	 *
	 * @param string $content The text.
	 */
	public static function place( string $content ): string {
		$place = Settings::get( 'place' );
		$post  = get_post();
		$main  = is_singular() && in_the_loop() && is_main_query() && ! is_feed();
		if ( ! $post || ! $main || 'hand' === $place || doing_filter( 'get_the_excerpt' ) || ! in_array( $post->post_type, Settings::get( 'types' ), true ) ) {
			return $content;
		}
		if ( has_block( 'narrate/player', $post ) || has_shortcode( $post->post_content, 'narrate' ) ) {
			return $content;
		}
		$figure = self::here();
		return 'before' === $place ? $figure . $content : $content . $figure;
	}

	/**
	 * Returns the figure of the post that is shown; empty where there is none.
	 */
	public static function here(): string {
		$post = get_post();
		return $post && ! Article::$is_rendering ? self::html( $post ) : '';
	}

	/**
	 * Returns the figure of a post; empty where there is none, or where not everybody may hear it.
	 *
	 * @param \WP_Post $post The post.
	 * @param string   $hide Controls that the player does not show there, beside those of the setting.
	 */
	public static function html( \WP_Post $post, string $hide = '' ): string {
		$narration = Narration::get( $post->ID );
		$audio     = Narration::address( $narration, 'audio' );
		if ( '' === $audio || ! isset( $narration['figure'] ) ) {
			return '';
		}
		if ( ! Access::is_public( $post ) ) {
			Queue::doubt( $post->ID ); // A plugin for members may have changed its rules without saving the post.
			return '';
		}
		self::$script = Narration::address( $narration, 'player' );
		$figure       = $narration['figure'];
		$data         = '';
		if ( '' !== $hide ) {
			$figure['data']['hide'] = trim( $hide . ' ' . ( $figure['data']['hide'] ?? '' ) );
		}
		foreach ( $figure['data'] as $name => $value ) {
			$data .= sprintf( ' data-%s="%s"', sanitize_key( $name ), esc_attr( $value ) );
		}
		$captions = Narration::address( $narration, 'captions' );
		$track    = '' === $captions ? '' : sprintf( '<track kind="captions" srclang="%s" src="%s">', esc_attr( $narration['language'] ), esc_url( $captions ) );

		// Earlier editions of narrate did not publish the caption's parts.
		list( $before, $ai, $after ) = $figure['caption_parts'] ?? array( $figure['caption'], '', '' );

		$figure['structured']['audio']['contentUrl'] = $audio;

		$structured = is_feed() ? '' : wp_get_inline_script_tag( wp_json_encode( $figure['structured'], JSON_HEX_TAG | JSON_UNESCAPED_SLASHES ), array( 'type' => 'application/ld+json' ) );
		return sprintf(
			'<figure class="narrate-player" lang="%s" data-narrate="skip"%s><figcaption>%s<strong>%s</strong>%s</figcaption><div><svg width="270" height="38"></svg> <svg width="270" height="20"></svg></div><audio controls preload="none" src="%s">%s<a href="%6$s">%s</a></audio></figure>',
			esc_attr( $narration['language'] ),
			$data,
			esc_html( $before ),
			esc_html( $ai ),
			esc_html( $after ),
			esc_url( $audio ),
			$track,
			esc_html( $figure['download'] )
		) . $structured;
	}

	/**
	 * Prints the tag that loads the player, where the page has a figure.
	 */
	public static function script(): void {
		if ( '' !== self::$script ) {
			wp_print_script_tag(
				array(
					'type' => 'module',
					'src'  => esc_url_raw( self::$script ),
				)
			);
		}
	}
}
