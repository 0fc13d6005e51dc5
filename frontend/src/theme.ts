import { ActionIcon, Button, createTheme, Menu, Modal, Popover, Tooltip } from '@mantine/core'

interface ButtonSize {
  height: string
  padding: string
  font: string
}

const small: ButtonSize = { height: '1.5rem', padding: '0.5rem', font: 'var(--t-12)' }
const medium: ButtonSize = { height: '2rem', padding: '0.75rem', font: 'var(--t-13)' }
const large: ButtonSize = { height: '2.5rem', padding: '1rem', font: 'var(--t-14)' }
const buttonSizes: Partial<Record<string, ButtonSize>> = { 'compact-sm': small, sm: medium, lg: large }

/** What Mantine's own buttons are called. */
interface Labels {
  close: string
}

/**
 * Returns what Mantine's components do by default. How they look is said in styles/mantine.css: the page's
 * Content-Security-Policy allows no style that is written by a script into a `<style>`.
 */
export const themeWith = ({ close }: Labels) =>
  createTheme({
    cursorType: 'default',
    respectReducedMotion: true,
    components: {
      ActionIcon: ActionIcon.extend({
        defaultProps: { variant: 'subtle', size: 24 },
        vars: () => ({ root: { '--ai-color': 'var(--text-2)', '--ai-hover': 'var(--hover)' } }),
      }),
      Button: Button.extend({
        defaultProps: { size: 'sm', variant: 'filled' },
        vars: (_, { size = 'sm', variant, color }) => {
          const { height, padding, font } = buttonSizes[size] ?? medium
          const isQuiet = variant === 'subtle' && color === undefined
          return {
            root: {
              '--button-height': height,
              '--button-padding-x': padding,
              '--button-fz': font,
              ...(isQuiet && { '--button-color': 'var(--text-2)', '--button-hover': 'var(--hover)' }),
            },
          }
        },
      }),
      Menu: Menu.extend({
        defaultProps: {
          position: 'bottom-end',
          offset: 4,
          transitionProps: { duration: 120 },
          // What it puts into a menu for the focus is no item, and a menu may hold nothing else.
          withInitialFocusPlaceholder: false,
        },
      }),
      // Locking the page's scrolling writes a style; the page itself never scrolls.
      Modal: Modal.extend({
        defaultProps: {
          lockScroll: false,
          centered: true,
          size: '26rem',
          transitionProps: { duration: 120 },
          closeButtonProps: { 'aria-label': close },
          // Else it is a second banner of the page.
          attributes: { header: { role: 'presentation' } },
        },
      }),
      // While one fades, the keys of the page do not count.
      Popover: Popover.extend({ defaultProps: { offset: 4, transitionProps: { duration: 0 } } }),
      Tooltip: Tooltip.extend({
        defaultProps: {
          openDelay: 400,
          withArrow: false,
          events: { hover: true, focus: true, touch: false },
        },
      }),
    },
  })
