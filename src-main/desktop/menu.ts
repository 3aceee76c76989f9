// The application menu: what a desktop expects (quit, copy and paste, zoom), nothing of the product.
import { Menu, type MenuItemConstructorOptions } from 'electron'

const VIEW: MenuItemConstructorOptions = {
  label: 'View',
  submenu: [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ],
}

/** @param platform macOS keeps Quit in a menu named after the app. */
export function setMinimalMenu(platform: NodeJS.Platform = process.platform): void {
  const first: MenuItemConstructorOptions = { role: platform === 'darwin' ? 'appMenu' : 'fileMenu' }
  Menu.setApplicationMenu(Menu.buildFromTemplate([first, { role: 'editMenu' }, VIEW]))
}
