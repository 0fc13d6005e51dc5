import { ActionIcon, Button, createTheme, Menu, Modal, Popover, Tooltip } from '@mantine/core'

/**
 * What Mantine's components do by default. How they look is said in styles/mantine.css: the page's
 * Content-Security-Policy allows no style that is written by a script into a `<style>`.
 */
export const theme = createTheme({
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', size: 24 } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    Menu: Menu.extend({ defaultProps: { position: 'bottom-end', offset: 4, transitionProps: { duration: 120 } } }),
    // Locking the page's scrolling writes a style; the page itself never scrolls.
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, centered: true, size: '26rem', transitionProps: { duration: 120 } },
    }),
    Popover: Popover.extend({ defaultProps: { offset: 4, transitionProps: { duration: 120 } } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, withArrow: false, events: { hover: true, focus: true, touch: false } },
    }),
  },
})
