// Creates the pictures of the README from a built site: page one of a report down to the end of its social map, light and dark, 1280 px wide.
// pngquant must be installed; it reduces the colours. Usage: node picture.mjs SITE PERIOD FOLDER
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
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme });
  await page.goto(pathToFileURL(join(resolve(site), period, 'index.html')).href);
  const height = await page.evaluate(() => Math.ceil(document.querySelector('#map').getBoundingClientRect().bottom + scrollY) + 24);
  const file = join(folder, name);
  await page.screenshot({ path: file, fullPage: true, clip: { x: 0, y: 0, width: 1280, height } });
  execFileSync('pngquant', ['--force', '--strip', '--speed', '1', '--quality', '70-98', '--output', file, '128', file]);
  await page.close();
}
await browser.close();
