<?php
/**
 * A post as an article that narrate reads.
 *
 * @package Narrate
 */

namespace Narrate;

defined( 'ABSPATH' ) || exit;

/**
 * A page of its own holds the post as a visitor reads it who is not logged in.
 */
final class Article {
	// Of the letters of a post, a visitor's page has at least this share, or the post is for members.
	private const PUBLIC_SHARE = 0.8;

	/**
	 * True while a post is rendered for narrate: the player has no place in it.
	 *
	 * @var bool
	 */
	public static bool $is_rendering = false;

	/**
	 * Takes the parts of an article.
	 *
	 * @param \WP_Post $post     The post.
	 * @param string   $content  Its text in HTML, as a visitor reads it.
	 * @param string   $language Its language, such as en-US.
	 */
	private function __construct( public readonly \WP_Post $post, public readonly string $content, public readonly string $language ) {
	}

	/**
	 * Reads a post.
	 *
	 * @param \WP_Post $post The post.
	 */
	public static function of( \WP_Post $post ): self {
		$user     = get_current_user_id();
		$previous = $GLOBALS['post'] ?? null;
		wp_set_current_user( 0 );
		$GLOBALS['post'] = $post; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- the filters read it.
		setup_postdata( $post );
		self::$is_rendering = true;
		$content            = apply_filters( 'the_content', $post->post_content ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own.
		self::$is_rendering = false;
		$GLOBALS['post']    = $previous; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- as it was.
		wp_set_current_user( $user );
		return new self( $post, $content, self::language( $post ) );
	}

	/**
	 * Returns whether a visitor reads nearly all of the post.
	 */
	public function is_whole(): bool {
		$whole = self::letters( $this->post->post_content );
		return self::letters( $this->content ) >= self::PUBLIC_SHARE * $whole;
	}

	/**
	 * Returns the title without its markup.
	 */
	public function title(): string {
		return self::plain( get_the_title( $this->post ) );
	}

	/**
	 * Returns what the post states about itself, by the names that narrate's service knows.
	 *
	 * @return array<string, string>
	 */
	public function facts(): array {
		return array_filter(
			array(
				'title'     => $this->title(),
				'byline'    => self::plain( get_the_author_meta( 'display_name', (int) $this->post->post_author ) ),
				'language'  => $this->language,
				'url'       => (string) get_permalink( $this->post ),
				'published' => (string) get_post_time( 'c', true, $this->post ),
				'image'     => (string) get_the_post_thumbnail_url( $this->post, 'full' ),
			)
		);
	}

	/**
	 * Returns the post as a page of HTML.
	 */
	public function page(): string {
		$facts = array_map( 'esc_attr', $this->facts() );
		$meta  = sprintf( '<meta property="article:published_time" content="%s">', $facts['published'] ?? '' );
		foreach ( array(
			'byline' => '<meta name="author" content="%s">',
			'image'  => '<meta property="og:image" content="%s">',
			'url'    => '<link rel="canonical" href="%s">',
		) as $name => $markup ) {
			$meta .= isset( $facts[ $name ] ) ? sprintf( $markup, $facts[ $name ] ) : '';
		}
		return sprintf(
			'<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><title>%s</title>%s</head><body><main><article><h1>%2$s</h1>%s</article></main></body></html>',
			esc_attr( $this->language ),
			esc_html( $this->title() ),
			$meta,
			$this->content
		);
	}

	/**
	 * Returns a digest of all that decides the narration.
	 */
	public function digest(): string {
		return md5( wp_json_encode( array( $this->facts(), $this->content, Settings::get( 'voice' ), Settings::get( 'maker' ) ) ) );
	}

	/**
	 * Returns the language of a post, by Polylang where it is there.
	 *
	 * @param \WP_Post $post The post.
	 */
	private static function language( \WP_Post $post ): string {
		$locale = function_exists( 'pll_get_post_language' ) ? (string) pll_get_post_language( $post->ID, 'locale' ) : '';
		$tag    = '' === $locale ? get_bloginfo( 'language' ) : str_replace( '_', '-', $locale );
		/**
		 * Filters the language of a post.
		 *
		 * @param string   $tag  The language, such as en-US.
		 * @param \WP_Post $post The post.
		 */
		return (string) apply_filters( 'narrate_language', $tag, $post );
	}

	/**
	 * Returns text without markup and references.
	 *
	 * @param string $html The text.
	 */
	private static function plain( string $html ): string {
		return trim( html_entity_decode( wp_strip_all_tags( $html ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ) );
	}

	/**
	 * Returns the number of letters and digits in HTML, without the tags of shortcodes.
	 *
	 * @param string $html The text.
	 */
	private static function letters( string $html ): int {
		return (int) preg_match_all( '/[\p{L}\p{N}]/u', self::plain( preg_replace( '/\[\/?[\w-]+[^\]]*\]/', ' ', $html ) ) );
	}
}
