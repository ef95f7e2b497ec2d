<?php
/**
 * Who makes narrations.
 *
 * @package Narrate
 */

namespace Narrate;

defined( 'ABSPATH' ) || exit;

/**
 * The narrate command on this server, or a narrate service.
 *
 * Each method runs in the background and notes the new state of the post's narration.
 */
abstract class Maker {
	/**
	 * Returns the maker that a setting, or a narration, names.
	 *
	 * @param string $name "command" or "service".
	 */
	public static function named( string $name ): self {
		return 'service' === $name ? new Service() : new Command_Line();
	}

	/**
	 * Has an article narrated.
	 *
	 * @param Article $article The article.
	 */
	abstract public function make( Article $article ): void;

	/**
	 * Looks how far a narration is that is made elsewhere.
	 *
	 * @param int $post_id The post.
	 */
	abstract public function look( int $post_id ): void;

	/**
	 * Removes a narration, and returns whether it is gone.
	 *
	 * @param int $post_id The post.
	 */
	abstract public function withdraw( int $post_id ): bool;
}
