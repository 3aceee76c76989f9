/** A window needs a screen: on Linux the environment names one, elsewhere there always is one. */
export function hasDisplay({ env, platform } = process) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}
