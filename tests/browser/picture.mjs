// Creates the pictures of the README from a built site: the top of a report, its table of channels and two figures, in two columns on a sheet
// of 1200 px, light and dark. pngquant must be installed; it reduces the colours. Usage: node picture.mjs SITE PERIOD FOLDER
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [site, period, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--hide-scrollbars'],
});
for (const [colorScheme, name] of [['light', 'report.png'], ['dark', 'report-dark.png']]) {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 }, deviceScaleFactor: 0.75, colorScheme, bypassCSP: true });
  await page.goto(pathToFileURL(join(resolve(site), period, 'index.html')).href);
  // The content security policy is bypassed for this style sheet. It hides notes, findings, details and all sections but the table of channels,
  // the heat map and the tone.
  await page.addStyleTag({ content: `
    .answer .note, .answer h3, .findings, .unknowns, nav, figcaption, main > section:not(.answer, .map, .when, .changes), .note, footer { display: none !important; }
    body { max-width: none; padding: 0 2.5rem 1rem; }
    main { display: grid; grid-template: auto auto 1fr auto / minmax(0, 1fr) minmax(0, 1.15fr); gap: 0 3.5rem; }
    h1, .standfirst { grid-column: 1; } h1 { margin-top: 2rem; }
    .answer { grid-column: 1; grid-row: 3; } .map { grid-column: 2; grid-row: 1 / span 3; border: 0; }
    section, figure { margin: 0 !important; } ` });
  const file = join(folder, name);
  await page.screenshot({ path: file, fullPage: true });
  execFileSync('pngquant', ['--force', '--strip', '--speed', '1', '--quality', '70-98', '--output', file, '128', file]);
  await page.close();
}
await browser.close();
