/** A key, printed beside what it does. Whoever listens hears it in the list of keys. */
export function Kbd({ children }: { children: string }) {
  return (
    <span className="kbd" aria-hidden="true">
      {children}
    </span>
  )
}
