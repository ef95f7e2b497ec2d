<?php
/**
 * An oEmbed provider (https://oembed.com, 1.0): other sites play your audio by an article's address.
 *
 * Put this file into the folder that holds your narrations, and into the head of each article:
 *
 *   <link rel="alternate" type="application/json+oembed"
 *     href="https://example.org/audio/oembed.php?url=THE-ARTICLE%27S-ADDRESS">
 *
 * It answers with an iframe of itself, since other sites take nothing else from a site that they do
 * not know: oembed.php?play=FOLDER is a page with the player and nothing else.
 */

const WIDTH = 600;
const HEIGHT = 240;

/** Return the manifest in a folder; null where there is none, or it was withdrawn. */
function manifest(string $folder): ?array {
    $path = __DIR__ . '/' . basename($folder) . '/narrate.json';
    $about = is_file($path) ? json_decode((string) file_get_contents($path), true) : null;
    return isset($about['files']['audio']) && !isset($about['retracted']) ? $about : null;
}

/** Return the manifest of an article and the name of its folder; null where there is none. */
function narration(string $url): ?array {
    foreach (glob(__DIR__ . '/*/narrate.json') ?: [] as $file) {
        $folder = basename(dirname($file));
        $about = manifest($folder);
        if ($url !== '' && ($about['article']['url'] ?? '') === $url) {
            return [$about, $folder];
        }
    }
    return null;
}

function text(string $value): string {
    return htmlspecialchars($value, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}

function answer(int $status, array $body): never {
    http_response_code($status);
    header('Content-Type: application/json; charset=utf-8');
    exit(json_encode($body, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES));
}

/** Print the page of a player. A frame in a sandbox may load no module, so the script stands in it. */
function page(array $about, string $base): never {
    $data = '';
    $hide = trim('follow ' . ($about['figure']['data']['hide'] ?? ''));
    foreach (['hide' => $hide] + $about['figure']['data'] as $name => $value) {
        $data .= sprintf(' data-%s="%s"', $name, text($value));
    }
    [$before, $ai, $after] = $about['figure']['caption_parts'] ?? [$about['figure']['caption'], '', ''];
    $audio = text($base . rawurlencode($about['files']['audio']['name']));
    header('Content-Type: text/html; charset=utf-8');
    printf(
        '<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
            . '<meta name="viewport" content="width=device-width"><title>%s</title>'
            . '<base href="%s" target="_top"><style>body{margin:8px;font:16px/1.4 system-ui,sans-serif}</style>'
            . '</head><body><p><a href="%s">%2$s</a></p>'
            . '<figure class="narrate-player" lang="%1$s" data-narrate="skip"%s><figcaption>%s<strong>%s</strong>%s</figcaption>'
            . '<audio controls preload="none" src="%s"><a href="%9$s">%s</a></audio></figure>'
            . '<script type="module">%s</script></body></html>',
        text($about['article']['language']),
        text($about['article']['title']),
        text($base),
        text($about['article']['url']),
        $data,
        text($before),
        text($ai),
        text($after),
        $audio,
        text($about['figure']['download']),
        file_get_contents(__DIR__ . '/' . rawurldecode(basename($base)) . '/' . $about['files']['player']['name'])
    );
    exit;
}

$origin = (($_SERVER['HTTPS'] ?? '') !== '' ? 'https' : 'http') . '://' . $_SERVER['HTTP_HOST'];
$here = $origin . rtrim(dirname($_SERVER['SCRIPT_NAME']), '/') . '/';
if (isset($_GET['play'])) {
    $folder = basename((string) $_GET['play']);
    $about = manifest($folder) ?? answer(404, ['error' => 'There is no such narration.']);
    page($about, $here . rawurlencode($folder) . '/');
}
if (($_GET['format'] ?? 'json') !== 'json') {
    answer(501, ['error' => 'Only JSON is answered.']);
}
[$about, $folder] = narration((string) ($_GET['url'] ?? ''))
    ?? answer(404, ['error' => 'There is no narration of this address.']);
$article = $about['article'];
$width = min(WIDTH, (int) ($_GET['maxwidth'] ?? WIDTH) ?: WIDTH);
$height = min(HEIGHT, (int) ($_GET['maxheight'] ?? HEIGHT) ?: HEIGHT);
answer(200, [
    'version' => '1.0',
    'type' => 'rich',
    'title' => $article['title'],
    'author_name' => $article['byline'],
    'author_url' => $article['url'],
    'provider_name' => $article['publisher'],
    'cache_age' => 3600,
    'width' => $width,
    'height' => $height,
    'html' => sprintf(
        '<iframe src="%s" title="%s" width="%d" height="%d" frameborder="0"></iframe>',
        text($here . basename($_SERVER['SCRIPT_NAME']) . '?play=' . rawurlencode($folder)),
        text($article['title']),
        $width,
        $height
    ),
]);
