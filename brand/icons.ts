/** Icons on a grid of 24, lines of 1.6: what stands inside the svg element. One export each, so that a bundle holds only its own. */

export const alert = '<path d="M12 4l9 15.5H3zM12 10v4.5M12 17v.1"/>'
export const area = '<path d="M4 9V4h5M20 15v5h-5M4 4l6 6M20 20l-6-6"/>'
export const audit = '<path d="M5 4h14v10l-5.5 6.5H5z"/><path d="M8.5 9h7M8.5 12.5h4"/>'
export const back = '<path d="M15 5l-7 7 7 7"/>'
export const ban = '<circle cx="12" cy="12" r="8.5"/><path d="M6 6l12 12"/>'
export const bed =
  '<path d="M3 19v-7h18v7M3 16.5h18M5 12V7.5A1.5 1.5 0 0 1 6.5 6h11A1.5 1.5 0 0 1 19 7.5V12M8 12V9.5h3.5V12M12.5 12V9.5H16V12"/>'
export const bell = '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4"/>'
export const bowl =
  '<path d="M3.5 11h17c0 5-3 8-6 8.5h-5c-3-.5-6-3.5-6-8.5zM8 8c0-1.5 1.2-1.5 1.2-3M12 8c0-1.5 1.2-1.5 1.2-3M16 8c0-1.5 1.2-1.5 1.2-3"/>'
export const build = '<path d="M5 20.5V4h9v16.5M14 9.5h5v11M3 20.5h18M8 8h3M8 12h3M8 16h3"/>'
export const cal = '<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>'
export const chart = '<path d="M4 20h16M7 16v-5M12 16V6M17 16v-8"/>'
export const check = '<path d="M5 12.5l4.5 4.5L19 7.5"/>'
export const clock = '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.3l3.5 2"/>'
export const close = '<path d="M6 6l12 12M18 6L6 18"/>'
export const coin = '<circle cx="12" cy="12" r="8.5"/><path d="M8.5 7.5L12 12l3.5-4.5M12 12v5M9 13h6M9 15.3h6"/>'
export const copy =
  '<rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2"/><path d="M15.5 5.5V4h-11a.5.5 0 0 0-.5.5v11h1.5"/>'
export const desk = '<path d="M4 19h16M5.5 16a6.5 6.5 0 0 1 13 0zM12 9.5V7M10 7h4"/>'
export const dl = '<path d="M12 4.5v11M8 12l4 4 4-4M5 19.5h14"/>'
export const doc = '<path d="M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5M9 12.5h6M9 16h6"/>'
export const down = '<path d="M6 9l6 6 6-6"/>'
export const edit = '<path d="M4.5 19.5l1-4L16 5l3 3L8.5 18.5z"/>'
export const eye =
  '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.8"/>'
export const filter = '<path d="M4 6.5h16M7 12h10M10 17.5h4"/>'
export const gear =
  '<circle cx="12" cy="12" r="3"/><path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2"/>'
export const grid = '<rect x="4" y="4" width="16" height="16" rx="1.5"/><path d="M4 9.5h16M4 14.8h16M10 4v16"/>'
export const heart = '<path d="M12 20S4 15 4 9.3A4.3 4.3 0 0 1 12 7.2a4.3 4.3 0 0 1 8 2.1C20 15 12 20 12 20z"/>'
export const home = '<path d="M2.8 10.5C6 9.5 8 7.5 9 5h6c1 2.5 3 4.5 6.2 5.5M5 10.5V20h14v-9.5M10 20v-5.5h4V20"/>'
export const info = '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.8v.1"/>'
export const key = '<circle cx="8" cy="15" r="4"/><path d="M11 12l8.5-8.5M16 7l3 3"/>'
export const lang =
  '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c3 2.5 3 14.5 0 17M12 3.5c-3 2.5-3 14.5 0 17"/>'
export const minus = '<path d="M5 12h14"/>'
export const more =
  '<circle cx="5.5" cy="12" r=".8"/><circle cx="12" cy="12" r=".8"/><circle cx="18.5" cy="12" r=".8"/>'
export const msg = '<path d="M4 5h16v11.5H9.5L5.5 20v-3.5H4z"/><path d="M8 9.5h8M8 12.5h5"/>'
export const near = '<path d="M20 4L4 10.5l7 2.5 2.5 7z"/>'
export const order = '<path d="M5 4h14v16l-2.3-1.6L14.3 20 12 18.4 9.7 20l-2.4-1.6L5 20z"/><path d="M9 9h6M9 13h4"/>'
export const out = '<path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9"/>'
export const park =
  '<rect x="4" y="4" width="16" height="16" rx="3"/><path d="M9.5 17V7.5h3.2a2.9 2.9 0 0 1 0 5.8H9.5"/>'
export const phone =
  '<path d="M6 3.5h3.5l1.5 4.5-2 1.7a12 12 0 0 0 5.3 5.3l1.7-2 4.5 1.5V18a2.5 2.5 0 0 1-2.7 2.5C10.5 20 4 13.5 3.5 6.2A2.5 2.5 0 0 1 6 3.5z"/>'
export const pin =
  '<path d="M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21z"/><circle cx="12" cy="9.5" r="2.5"/>'
export const plus = '<path d="M12 5v14M5 12h14"/>'
export const refresh = '<path d="M19.5 8.5A8 8 0 1 0 20 13M20 4v4.5h-4.5"/>'
export const right = '<path d="M9 5l7 7-7 7"/>'
export const route =
  '<rect x="4" y="3.5" width="5" height="5" rx="1"/><rect x="15" y="15.5" width="5" height="5" rx="1"/><path d="M9 6h6a3 3 0 0 1 0 6H9a3 3 0 0 0 0 6h6"/>'
export const search = '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>'
export const send = '<path d="M4 12l16-7.5-5 15-3.5-6z"/>'
export const share = '<path d="M12 15V4M8 7.5L12 3.5l4 4M5 12v8h14v-8"/>'
export const shield =
  '<path d="M12 3.5l7.5 2.7v5.3c0 4.5-3 7.5-7.5 9-4.5-1.5-7.5-4.5-7.5-9V6.2zM8.8 12l2.3 2.3 4.2-4.3"/>'
export const sort = '<path d="M8 5v14M4.5 15.5L8 19l3.5-3.5M16 19V5M12.5 8.5L16 5l3.5 3.5"/>'
export const star = '<path d="M12 4l2.4 5.2 5.6.6-4.2 3.8 1.2 5.6L12 16.4 7 19.2l1.2-5.6L4 9.8l5.6-.6z"/>'
export const swap = '<path d="M4 8.5h14M14.5 5L18 8.5 14.5 12M20 15.5H6M9.5 12L6 15.5 9.5 19"/>'
export const tape =
  '<path d="M3.5 6.5h17M3.5 12h17M3.5 17.5h17"/><path d="M6 6.5h7M11 12h8M5 17.5h5" stroke-width="4"/>'
export const tea =
  '<path d="M5 10h11v5.5a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM16 11.5h1.5a2.5 2.5 0 0 1 0 5H16M8 7V4.5M12 7V4.5"/>'
export const ticket =
  '<path d="M3.5 6.5h17v3.7a1.9 1.9 0 0 0 0 3.6v3.7h-17v-3.7a1.9 1.9 0 0 0 0-3.6z"/><path d="M14.5 7v2M14.5 11v2M14.5 15v2"/>'
export const trash = '<path d="M5 7h14M9.5 7V4.5h5V7M7 7l1 13h8l1-13M10.5 10.5v6M13.5 10.5v6"/>'
export const up = '<path d="M6 15l6-6 6 6"/>'
export const upl = '<path d="M12 16V5M8 8.5L12 4.5l4 4M5 19.5h14"/>'
export const user = '<circle cx="12" cy="8.5" r="4"/><path d="M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"/>'
export const users =
  '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 20c.6-3.7 3.2-5.5 6.5-5.5s5.9 1.8 6.5 5.5M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.9c2 .8 3.2 2.5 3.5 5.1"/>'
export const wallet = '<rect x="3.5" y="6" width="17" height="13" rx="2"/><path d="M3.5 10h17M15.5 14.5h2"/>'
export const wash =
  '<rect x="4.5" y="3.5" width="15" height="17" rx="2"/><circle cx="12" cy="13.5" r="4"/><path d="M7.5 6.5h3"/>'
export const wifi =
  '<path d="M3 9.5a13 13 0 0 1 18 0M6 13a8.6 8.6 0 0 1 12 0M9 16.3a4.3 4.3 0 0 1 6 0"/><circle cx="12" cy="19.3" r=".6"/>'
