<?php
/**
 * The settings of the plugin and their page.
 *
 * @package Narrate
 */

namespace Narrate;

defined( 'ABSPATH' ) || exit;

/**
 * One option holds all settings. The program, the folder of narrate.toml and the service's token
 * may stand in wp-config.php: NARRATE_COMMAND, NARRATE_FOLDER, NARRATE_TOKEN. The program stands
 * only there, since who may change it may run anything on the server.
 */
final class Settings {
	public const OPTION = 'narrate';

	private const DEFAULTS = array(
		'maker'     => 'command',
		'address'   => 'http://127.0.0.1:8300',
		'token'     => '',
		'voice'     => '',
		'place'     => 'before',
		'automatic' => '1',
		'types'     => array( 'post' ),
	);

	/**
	 * Registers the settings and their page.
	 */
	public static function hook(): void {
		add_action( 'admin_init', array( self::class, 'register' ) );
		add_action(
			'admin_menu',
			static function (): void {
				add_options_page( __( 'Narration', 'narrate' ), __( 'Narration', 'narrate' ), 'manage_options', 'narrate', array( self::class, 'page' ) );
			}
		);
	}

	/**
	 * Returns one setting.
	 *
	 * @param string $name Its name.
	 * @return mixed A text, or a list of names of post types.
	 */
	public static function get( string $name ): mixed {
		if ( 'token' === $name && defined( 'NARRATE_TOKEN' ) ) {
			return (string) NARRATE_TOKEN;
		}
		$all = wp_parse_args( get_option( self::OPTION, array() ), self::DEFAULTS );
		return $all[ $name ];
	}

	/**
	 * Tells WordPress about the option and the fields of its page.
	 */
	public static function register(): void {
		register_setting(
			self::OPTION,
			self::OPTION,
			array(
				'type'              => 'object',
				'sanitize_callback' => array( self::class, 'sanitize' ),
			)
		);
		add_settings_section( 'narrate', '', '__return_null', 'narrate' );
		$fields = array(
			'maker'     => __( 'Narrated by', 'narrate' ),
			'address'   => __( 'Address of the service', 'narrate' ),
			'token'     => __( 'Token of the service', 'narrate' ),
			'voice'     => __( 'Voice', 'narrate' ),
			'place'     => __( 'Player', 'narrate' ),
			'automatic' => __( 'Narrate', 'narrate' ),
			'types'     => __( 'Types of posts', 'narrate' ),
		);
		foreach ( $fields as $name => $title ) {
			add_settings_field( $name, $title, array( self::class, 'field' ), 'narrate', 'narrate', array( 'name' => $name ) );
		}
	}

	/**
	 * Returns settings from a form with every value checked.
	 *
	 * @param mixed $values What the form sent.
	 * @return array<string, mixed> The settings.
	 */
	public static function sanitize( mixed $values ): array {
		$nothing_ticked = array(
			'automatic' => '',
			'types'     => array(),
		);
		$values         = wp_parse_args( (array) $values, $nothing_ticked + self::DEFAULTS );
		$token          = sanitize_text_field( $values['token'] );
		return array(
			'maker'     => 'service' === $values['maker'] ? 'service' : 'command',
			'address'   => untrailingslashit( sanitize_url( $values['address'], array( 'http', 'https' ) ) ),
			'token'     => '' === $token ? self::get( 'token' ) : $token,
			'voice'     => preg_replace( '/[^\w.:-]/', '', $values['voice'] ),
			'place'     => in_array( $values['place'], array( 'before', 'after', 'hand' ), true ) ? $values['place'] : 'before',
			'automatic' => $values['automatic'] ? '1' : '',
			'types'     => array_values( array_intersect( (array) $values['types'], get_post_types( array( 'public' => true ) ) ) ),
		);
	}

	/**
	 * Prints the page.
	 */
	public static function page(): void {
		echo '<div class="wrap"><h1>' . esc_html__( 'Narration', 'narrate' ) . '</h1><form action="options.php" method="post">';
		settings_fields( self::OPTION );
		do_settings_sections( 'narrate' );
		submit_button();
		echo '</form></div>';
	}

	/**
	 * Prints one field.
	 *
	 * @param array{name: string} $about Which.
	 */
	public static function field( array $about ): void {
		$name  = $about['name'];
		$value = self::get( $name );
		match ( $name ) {
			'maker'     => self::choice(
				$name,
				array(
					'command' => __( 'the narrate command on this server', 'narrate' ),
					'service' => __( 'a narrate service', 'narrate' ),
				)
			),
			'place'     => self::choice(
				$name,
				array(
					'before' => __( 'before the text', 'narrate' ),
					'after'  => __( 'after the text', 'narrate' ),
					'hand'   => __( 'only where a block or [narrate] stands', 'narrate' ),
				)
			),
			'automatic' => self::box( 'automatic', '1', (bool) $value, __( 'each post when it is published or updated', 'narrate' ) ),
			'types'     => array_map(
				static fn( \WP_Post_Type $type ) => self::box( 'types][', $type->name, in_array( $type->name, $value, true ), $type->label ),
				get_post_types( array( 'public' => true ), 'objects' )
			),
			default     => self::line( $name, 'token' === $name ? '' : $value ),
		};
	}

	/**
	 * Prints a list to choose from.
	 *
	 * @param string                $name    The setting.
	 * @param array<string, string> $choices Values and their words.
	 */
	private static function choice( string $name, array $choices ): void {
		printf( '<select name="narrate[%s]">', esc_attr( $name ) );
		foreach ( $choices as $value => $words ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( self::get( $name ), $value, false ), esc_html( $words ) );
		}
		echo '</select>';
	}

	/**
	 * Prints a box to tick.
	 *
	 * @param string $name    The setting.
	 * @param string $value   Its value where it is ticked.
	 * @param bool   $checked Whether it is.
	 * @param string $words   The words beside it.
	 */
	private static function box( string $name, string $value, bool $checked, string $words ): void {
		printf( '<label><input type="checkbox" name="narrate[%s]" value="%s"%s> %s</label><br>', esc_attr( $name ), esc_attr( $value ), checked( $checked, true, false ), esc_html( $words ) );
	}

	/**
	 * Prints a line to write in. A token is never shown.
	 *
	 * @param string $name  The setting.
	 * @param string $value Its value.
	 */
	private static function line( string $name, string $value ): void {
		$hints = array(
			'token' => __( 'Leave it empty to keep the token.', 'narrate' ),
			'voice' => __( 'Empty: the voice that narrate chooses by the language.', 'narrate' ),
		);
		printf(
			'<input type="%s" class="regular-text" name="narrate[%s]" value="%s" autocomplete="off"><p class="description">%s</p>',
			'token' === $name ? 'password' : 'text',
			esc_attr( $name ),
			esc_attr( $value ),
			esc_html( $hints[ $name ] ?? '' )
		);
	}
}
