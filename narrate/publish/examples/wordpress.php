<?php
/**
 * Plugin Name: narrate
 * Description: Plays the narration of a post before its text.
 *
 * Copy this file to wp-content/mu-plugins/, and what narrate made of a post to
 * wp-content/uploads/narrate/SLUG/, where SLUG is the last part of the post's address. Where a post
 * should play it elsewhere, write [narrate] there. With narrate-player.js in uploads/narrate/, the
 * page loads the player, too.
 */

if (!defined('ABSPATH')) {
    exit;
}

/** Return the figure of a post's narration, or nothing where there is none. */
function narrate_figure(string $slug): string {
    $uploads = wp_upload_dir();
    $file = $uploads['basedir'] . "/narrate/$slug/narrate.json";
    if (preg_match('/^[\w%-]+$/', $slug) !== 1 || !is_readable($file)) {
        return '';
    }
    $about = json_decode((string) file_get_contents($file), true);
    if (!isset($about['files']['audio']) || isset($about['retracted'])) {
        return '';
    }
    $base = $uploads['baseurl'] . "/narrate/$slug/";
    $language = $about['article']['language'];
    $captions = isset($about['files']['captions'])
        ? sprintf(
            '<track kind="captions" srclang="%s" src="%s">',
            esc_attr($language),
            esc_url($base . $about['files']['captions']['name'])
        )
        : '';
    $data = '';
    foreach ($about['figure']['data'] as $name => $value) {
        $data .= sprintf(' data-%s="%s"', sanitize_key($name), esc_attr($value));
    }
    $audio = $base . $about['files']['audio']['name'];
    $structured = $about['figure']['structured'];
    $structured['audio']['contentUrl'] = $audio;
    return sprintf(
        '<figure class="narrate-player" lang="%s" data-narrate="skip"%s><figcaption>%s</figcaption>'
            . '<audio controls preload="none" src="%s">%s<a href="%s">%s</a></audio></figure>'
            . '<script type="application/ld+json">%s</script>',
        esc_attr($language),
        $data,
        esc_html($about['figure']['caption']),
        esc_url($audio),
        $captions,
        esc_url($audio),
        esc_html($about['figure']['download']),
        wp_json_encode($structured, JSON_HEX_TAG | JSON_UNESCAPED_SLASHES)
    );
}

add_shortcode('narrate', fn() => narrate_figure((string) get_post_field('post_name')));

add_filter('the_content', function (string $content): string {
    $here = is_singular() && in_the_loop() && is_main_query();
    if (!$here || has_shortcode($content, 'narrate') || str_contains($content, 'narrate-player')) {
        return $content;
    }
    return narrate_figure((string) get_post_field('post_name')) . $content;
}, 9);

add_action('wp_footer', function (): void {
    $uploads = wp_upload_dir();
    if (is_singular() && is_readable($uploads['basedir'] . '/narrate/narrate-player.js')) {
        $player = esc_url($uploads['baseurl'] . '/narrate/narrate-player.js');
        echo "<script type=\"module\" src=\"$player\"></script>\n";
    }
});
