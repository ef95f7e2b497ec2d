<?php
/**
 * Narrations by the narrate command on this server.
 *
 * @package Narrate
 */

namespace Narrate;

defined( 'ABSPATH' ) || exit;

/**
 * A narration lies in uploads/narrate/ID/, whatever letters the post's address has.
 */
final class Command_Line extends Maker {
	private const FAULTY = 'narrate.json is missing or damaged.';

	/**
	 * Runs narrate make, and reads what it published.
	 *
	 * @param Article $article The article.
	 */
	public function make( Article $article ): void {
		$post_id = $article->post->ID;
		$folder  = self::folder( $post_id );
		$command = array( self::program(), 'make' );
		if ( '' !== Settings::get( 'voice' ) ) {
			array_push( $command, '--voice', Settings::get( 'voice' ) );
		}
		Narration::set( $post_id, array( 'state' => Narration::WORKING ) );
		[ $code, $message ] = self::run( $command, $article, $folder );
		if ( 0 !== $code ) {
			Narration::set(
				$post_id,
				array(
					'state'  => 4 === $code ? Narration::HELD : Narration::FAILED,
					'reason' => $message,
				)
			);
			return;
		}
		self::lift( $folder );
		$manifest = json_decode( (string) file_get_contents( "$folder/narrate.json" ), true ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- a local file.
		if ( ! isset( $manifest['figure'], $manifest['files']['audio'] ) ) {
			Narration::set(
				$post_id,
				array(
					'state'  => Narration::FAILED,
					'reason' => self::FAULTY,
				)
			);
			return;
		}
		Narration::publish( $post_id, $manifest, self::base( $post_id ) );
	}

	/**
	 * Moves a new narration up from the folder that narrate named by its title: the post's own is enough.
	 *
	 * @param string $folder The post's folder. Narrate writes the next version into it.
	 */
	private static function lift( string $folder ): void {
		foreach ( glob( "$folder/*/narrate.json" ) as $manifest ) {
			foreach ( glob( dirname( $manifest ) . '/*' ) as $path ) {
				rename( $path, "$folder/" . basename( $path ) ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- a local file.
			}
			self::delete( dirname( $manifest ) );
		}
	}

	/**
	 * Does nothing: the command has ended when make ends.
	 *
	 * @param int $post_id The post.
	 */
	public function look( int $post_id ): void {
	}

	/**
	 * Deletes the post's folder.
	 *
	 * @param int $post_id The post.
	 */
	public function withdraw( int $post_id ): bool {
		self::delete( self::folder( $post_id ) );
		return ! is_dir( self::folder( $post_id ) );
	}

	/**
	 * Deletes all narrations of the site.
	 */
	public static function delete_all(): void {
		self::delete( wp_upload_dir()['basedir'] . '/narrate' );
	}

	/**
	 * Returns the folder of a post's narration.
	 *
	 * @param int $post_id The post.
	 */
	public static function folder( int $post_id ): string {
		return wp_upload_dir()['basedir'] . "/narrate/$post_id";
	}

	/**
	 * Returns the address of that folder.
	 *
	 * @param int $post_id The post.
	 */
	private static function base( int $post_id ): string {
		return wp_upload_dir()['baseurl'] . "/narrate/$post_id/";
	}

	/**
	 * Returns the path of the program.
	 */
	private static function program(): string {
		return defined( 'NARRATE_COMMAND' ) ? (string) NARRATE_COMMAND : 'narrate';
	}

	/**
	 * Runs a command of narrate on an article, without a shell.
	 *
	 * @param string[] $command The program and its arguments; file and folder follow.
	 * @param Article  $article The article.
	 * @param string   $folder  The folder of the narration.
	 * @return array{int, string} The exit code, and the last line of its errors.
	 */
	private static function run( array $command, Article $article, string $folder ): array {
		if ( ! function_exists( 'proc_open' ) ) {
			return array( 1, __( 'This server does not let PHP start programs (proc_open). Use a narrate service.', 'narrate' ) );
		}
		// phpcs:disable WordPress.WP.AlternativeFunctions -- local files, by the server's own user.
		$work   = get_temp_dir() . 'narrate-' . wp_generate_uuid4();
		$source = "$work/post-{$article->post->ID}.html";
		$errors = "$work/errors";
		if ( ! wp_mkdir_p( $folder ) || ! wp_mkdir_p( $work ) || false === file_put_contents( $source, $article->page() ) ) {
			return array( 1, __( 'The folder of uploads or that of temporary files cannot be written.', 'narrate' ) );
		}
		$files   = array(
			0 => array( 'file', '/dev/null', 'r' ),
			1 => array( 'file', '/dev/null', 'w' ),
			2 => array( 'file', $errors, 'w' ),
		);
		$process = proc_open( array( ...$command, $source, '-o', $folder ), $files, $pipes, defined( 'NARRATE_FOLDER' ) ? NARRATE_FOLDER : $work, self::environment( $work ) );
		$code    = is_resource( $process ) ? proc_close( $process ) : 127;
		$lines   = file_exists( $errors ) ? array_filter( array_map( 'trim', file( $errors ) ) ) : array();
		// phpcs:enable
		self::delete( $work );
		$message = preg_replace( '/^narrate: /', '', str_replace( "$work/", '', (string) end( $lines ) ) );
		if ( 127 === $code || ( 0 !== $code && '' === $message ) ) {
			/* translators: %s: the path of a program. */
			$message = sprintf( __( '%s did not start. Name the program in wp-config.php: NARRATE_COMMAND.', 'narrate' ), self::program() );
		}
		return array( $code, $message );
	}

	/**
	 * Returns the environment of the command: the server's, with a home folder.
	 *
	 * @param string $home A folder for a server's user who has none.
	 * @return array<string, string>
	 */
	private static function environment( string $home ): array {
		return getenv() + array(
			'HOME' => $home,
			'PATH' => '/usr/local/bin:/usr/bin:/bin',
		);
	}

	/**
	 * Deletes a folder and all in it.
	 *
	 * @param string $folder The folder.
	 */
	private static function delete( string $folder ): void {
		require_once ABSPATH . 'wp-admin/includes/class-wp-filesystem-base.php';
		require_once ABSPATH . 'wp-admin/includes/class-wp-filesystem-direct.php';
		( new \WP_Filesystem_Direct( null ) )->delete( $folder, true );
	}
}
