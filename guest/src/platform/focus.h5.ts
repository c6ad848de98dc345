import { useEffect, useRef } from 'react'

export function focusOn(id: string): void {
  document.getElementById(id)?.focus()
}

export function useTrap({ id, open, onEscape }: { id: string; open: boolean; onEscape: () => void }): void {
  const leave = useRef(onEscape)
  leave.current = onEscape
  useEffect(() => {
    if (!open) return
    const before = document.activeElement
    const inside = document.getElementById(id)
    if (!inside?.contains(before)) inside?.focus({ preventScroll: true })
    const onKey = (event: KeyboardEvent) => {
      const panel = document.getElementById(id)
      // A sheet over this one has the keyboard.
      if (!panel || (document.activeElement !== document.body && !panel.contains(document.activeElement))) return
      if (event.key === 'Escape') {
        event.stopImmediatePropagation()
        leave.current()
      } else if (event.key === 'Tab') goRound(panel, event)
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [id, open])
}

function goRound(panel: HTMLElement, event: KeyboardEvent): void {
  const stops = [...panel.querySelectorAll<HTMLElement>('a[href],button,input,textarea,select,[tabindex]')].filter(
    (stop) => stop.tabIndex >= 0 && !stop.hasAttribute('disabled') && stop.offsetParent !== null,
  )
  const first = stops[0]
  const last = stops[stops.length - 1]
  if (!first || !last) return
  const at = document.activeElement
  if (event.shiftKey ? at === first || at === panel : at === last) {
    event.preventDefault()
    ;(event.shiftKey ? last : first).focus()
  }
}
