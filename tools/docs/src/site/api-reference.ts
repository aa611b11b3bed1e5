import { apiReference } from './site-page.ts';

const font = 'system-ui, sans-serif';
const options = { nativeScrollbars: true, theme: { typography: { fontFamily: font, headings: { fontFamily: font } } } };

/** The page on which Redoc renders the contract. Its content security policy blocks other hosts. */
export const apiReferencePage = {
  path: apiReference.slice(1),
  html: `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta
      http-equiv="Content-Security-Policy"
      content="default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:"
    />
    <title>HTTP API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="page.css" />
  </head>
  <body>
    <main id="contract"></main>
    <noscript>This reference needs JavaScript. The contract itself is in <a href="openapi.json">openapi.json</a>.</noscript>
    <script src="redoc.js"></script>
    <script src="start.js"></script>
  </body>
</html>
`,
  script: `Redoc.init('openapi.json', ${JSON.stringify(options)}, document.getElementById('contract'));\n`,
  style: 'body { margin: 0 }\n',
};

/** Redoc without the image that it loads from its vendor's server. */
export const withoutRemoteImages = (bundle: string) => bundle.replaceAll(/https:\/\/cdn\.redoc\.ly\/[^"']*/g, 'data:,');
