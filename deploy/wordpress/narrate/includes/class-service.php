<?php
/**
 * Narrations by a narrate service.
 *
 * @package Narrate
 */

namespace Narrate;

defined( 'ABSPATH' ) || exit;

/**
 * A client of /v1/narrations/{id}. The id holds the site's host, since sites may share a service.
 */
final class Service extends Maker {
	private const LOOK_AGAIN_S = 10;
	private const TRY_AGAIN_S  = 60;
	private const TIMEOUT_S    = 30;

	/**
	 * Sends an article, and looks at its state later.
	 *
	 * @param Article $article The article.
	 */
	public function make( Article $article ): void {
		$voice = Settings::get( 'voice' );
		$this->take(
			$article->post->ID,
			$this->request(
				'PUT',
				$article->post->ID,
				$article->facts() + array( 'html' => $article->page() ) + ( '' === $voice ? array() : array( 'voice' => $voice ) )
			)
		);
	}

	/**
	 * Asks for the state of a narration.
	 *
	 * @param int $post_id The post.
	 */
	public function look( int $post_id ): void {
		$this->take( $post_id, $this->request( 'GET', $post_id ) );
	}

	/**
	 * Retracts a narration. One that is not there is gone, too.
	 *
	 * @param int $post_id The post.
	 */
	public function withdraw( int $post_id ): bool {
		$status = $this->request( 'DELETE', $post_id )['status'];
		return ( $status >= 200 && $status < 300 ) || 404 === $status;
	}

	/**
	 * Notes the state that the service answered with.
	 *
	 * @param int                                                       $post_id The post.
	 * @param array{status: int, body: array<string, mixed>, wait: int} $answer  The answer.
	 */
	private function take( int $post_id, array $answer ): void {
		$body = $answer['body'];
		if ( 0 === $answer['status'] || 429 === $answer['status'] || $answer['status'] >= 500 ) {
			$this->later( 'narrate_make', $post_id, $answer['wait'] );
			$body = array( 'state' => 'queued' ) + $body;
		} elseif ( $answer['status'] >= 400 ) {
			$body = array( 'state' => 'failed' ) + $body;
		}
		$state = $body['state'] ?? 'queued';
		if ( 'published' === $state ) {
			$this->publish( $post_id, $body );
			return;
		}
		$ended = in_array( $state, array( 'held', 'failed', 'retracted' ), true );
		if ( ! $ended && $answer['status'] < 400 && 0 !== $answer['status'] ) {
			$this->later( 'narrate_look', $post_id, self::LOOK_AGAIN_S );
		}
		Narration::set(
			$post_id,
			array(
				'state'   => match ( $state ) {
					'queued'    => Narration::QUEUED,
					'held'      => Narration::HELD,
					'failed'    => Narration::FAILED,
					'retracted' => Narration::WITHDRAWN,
					default     => Narration::WORKING,
				},
				'reason'  => (string) ( $body['reason'] ?? $body['error']['message'] ?? '' ),
				'percent' => $body['percent'] ?? null,
			)
		);
	}

	/**
	 * Keeps what pages show of a narration that the service published.
	 *
	 * @param int                  $post_id The post.
	 * @param array<string, mixed> $body    The service's answer.
	 */
	private function publish( int $post_id, array $body ): void {
		$manifest = $body['manifest'] ?? $this->request( 'GET', $post_id, null, '?include=manifest' )['body']['manifest'] ?? array();
		$audio    = $body['published']['files']['audio']['url'] ?? '';
		if ( '' === $audio || ! isset( $manifest['figure'] ) ) {
			$this->later( 'narrate_look', $post_id, self::LOOK_AGAIN_S );
			return;
		}
		Narration::publish( $post_id, $manifest, trailingslashit( dirname( $audio ) ) );
	}

	/**
	 * Sends a request.
	 *
	 * @param string                    $method  Its method.
	 * @param int                       $post_id The post.
	 * @param array<string, mixed>|null $body    What it sends.
	 * @param string                    $query   Its query.
	 * @return array{status: int, body: array<string, mixed>, wait: int} The status is 0 where nobody answers.
	 */
	private function request( string $method, int $post_id, ?array $body = null, string $query = '' ): array {
		$id     = preg_replace( '/[^a-z0-9.-]/', '-', (string) wp_parse_url( home_url(), PHP_URL_HOST ) );
		$blog   = is_multisite() ? get_current_blog_id() . '-' : '';
		$answer = wp_remote_request(
			Settings::get( 'address' ) . "/v1/narrations/$id-$blog$post_id$query",
			array(
				'method'  => $method,
				'timeout' => self::TIMEOUT_S,
				'headers' => array_filter(
					array(
						'Content-Type'  => null === $body ? '' : 'application/json',
						'Authorization' => '' === Settings::get( 'token' ) ? '' : 'Bearer ' . Settings::get( 'token' ),
					)
				),
				'body'    => null === $body ? null : wp_json_encode( $body ),
			)
		);
		if ( is_wp_error( $answer ) ) {
			return array(
				'status' => 0,
				'body'   => array( 'reason' => $answer->get_error_message() ),
				'wait'   => self::TRY_AGAIN_S,
			);
		}
		$decoded = json_decode( wp_remote_retrieve_body( $answer ), true );
		return array(
			'status' => (int) wp_remote_retrieve_response_code( $answer ),
			'body'   => is_array( $decoded ) ? $decoded : array(),
			'wait'   => max( self::LOOK_AGAIN_S, (int) wp_remote_retrieve_header( $answer, 'retry-after' ) ),
		);
	}

	/**
	 * Has something done later in the background.
	 *
	 * @param string $hook    What.
	 * @param int    $post_id The post.
	 * @param int    $wait_s  In how many seconds.
	 */
	private function later( string $hook, int $post_id, int $wait_s ): void {
		if ( ! wp_next_scheduled( $hook, array( $post_id ) ) ) {
			wp_schedule_single_event( time() + $wait_s, $hook, array( $post_id ) );
		}
	}
}
