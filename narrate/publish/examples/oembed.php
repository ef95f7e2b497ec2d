<?php
/**
 * An oEmbed provider (https://oembed.com, 1.0): other sites play your audio by an article's address.
 *
 * Put this file into the folder that holds your narrations, and into the head of each article:
 *
 *   <link rel="alternate" type="application/json+oembed"
 *     href="https://example.org/audio/oembed.php?url=THE-ARTICLE%27S-ADDRESS">
 */

const HEIGHT = 120;

/** Return the manifest of an article and the name of its folder; null where there is none. */
function narration(string $url): ?array {
    foreach (glob(__DIR__ . '/*/narrate.json') ?: [] as $file) {
        $about = json_decode((string) file_get_contents($file), true);
        if ($url !== '' && ($about['article']['url'] ?? '') === $url && !isset($about['retracted'])) {
            return [$about, basename(dirname($file))];
        }
    }
    return null;
}

function answer(int $status, array $body): never {
    http_response_code($status);
    header('Content-Type: application/json; charset=utf-8');
    exit(json_encode($body, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES));
}

if (($_GET['format'] ?? 'json') !== 'json') {
    answer(501, ['error' => 'Only JSON is answered.']);
}
$found = narration((string) ($_GET['url'] ?? ''));
if ($found === null) {
    answer(404, ['error' => 'There is no narration of this address.']);
}
[$about, $folder] = $found;
$origin = (($_SERVER['HTTPS'] ?? '') !== '' ? 'https' : 'http') . '://' . $_SERVER['HTTP_HOST'];
$base = $origin . rtrim(dirname($_SERVER['SCRIPT_NAME']), '/') . '/' . rawurlencode($folder) . '/';
$text = fn(string $value): string => htmlspecialchars($value, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
$article = $about['article'];
$width = min(600, (int) ($_GET['maxwidth'] ?? 600) ?: 600);
answer(200, [
    'version' => '1.0',
    'type' => 'rich',
    'title' => $article['title'],
    'author_name' => $article['byline'],
    'author_url' => $article['url'],
    'provider_name' => $article['publisher'],
    'cache_age' => 3600,
    'width' => $width,
    'height' => min(HEIGHT, (int) ($_GET['maxheight'] ?? HEIGHT) ?: HEIGHT),
    'html' => sprintf(
        '<figure class="narrate-player" lang="%s"><figcaption>%s</figcaption>'
            . '<audio controls preload="none" src="%s"></audio></figure>',
        $text($article['language']),
        $text($about['figure']['caption']),
        $text($base . rawurlencode($about['files']['audio']['name']))
    ),
]);
