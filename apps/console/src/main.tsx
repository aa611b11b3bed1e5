import './styles/index.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { createConsoleApi } from './connection/console-api.ts';
import { createLive } from './connection/live.ts';
import { takeToken } from './connection/token.ts';
import { Locked } from './locked.tsx';
import { followAddress } from './router.ts';

const root = document.getElementById('console');
if (!root) throw new Error('The page has no element for the console.');

const token = takeToken(window.location, window.history, window.sessionStorage);
if (token === undefined) {
  render(<Locked />, root);
} else {
  const live = createLive(createConsoleApi(token));
  followAddress();
  live.start();
  render(<App live={live} />, root);
}
// A new address of `npm start`, pasted over this one, brings another token.
window.addEventListener('hashchange', () => {
  if (window.location.hash.startsWith('#token=')) window.location.reload();
});
