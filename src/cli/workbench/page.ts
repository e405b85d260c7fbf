/** What a page of the workbench may do: nothing but talk to its server, and run what it compiles. */
export const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  // The editor writes the styles of its parts into the page.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * The page that the workbench fills. `imports` are the scripts that its own begins with; `system` is the entry of the
 * system that its link is of, where it is another one than the workbench was opened on.
 */
export function workbenchPage(title: string, imports: readonly string[], system?: string): string {
  const project = system === undefined ? "api/project" : `api/project?system=${encodeURIComponent(system)}`;
  const safe = title.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${safe} – Hence</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="main.css">
${imports.map((name) => `<link rel="modulepreload" href="${name}">\n`).join("")}<link rel="preload" href="${project}" as="fetch" crossorigin="anonymous">
<script type="module" src="main.js"></script>
</head>
<body>
<main id="workbench"><p class="opening">Opening ${safe} …</p>
<p class="opening late">If nothing more appears, this browser may be too old for the workbench, which needs modules of JavaScript and WebAssembly: Firefox 114, Chrome 105 or Safari 16.4, or newer. In the terminal everything works without: hence help.</p></main>
<noscript>The workbench runs in the browser and needs JavaScript. In the terminal everything works without: hence help.</noscript>
</body>
</html>
`;
}

/** Cause and effect, and the effect on the cause. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f4e79"/><g fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"><path d="M8 13a9 9 0 0 1 16 0"/><path d="M24 6.5V13h-6.3"/><path d="M24 19a9 9 0 0 1-16 0"/><path d="M8 25.5V19h6.3"/></g></svg>
`;
