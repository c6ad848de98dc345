// Runs in the page, put there by `stage.ts`: what can be seen of text and boxes, as the checks ask for it.
;(() => {
  const slackPx = 1.5

  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  /** Text for screen readers alone is a box of a pixel. */
  const isUnseen = (element) => element.offsetWidth <= 1 || element.offsetHeight <= 1
  /** A picture out of sight is not asked for before it is in it. */
  const isInSight = (element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect()
    return bottom > 0 && top < innerHeight && right > 0 && left < Math.min(innerWidth, 480)
  }
  const words = (text) => text.trim().replace(/\s+/g, ' ').slice(0, 40)
  const named = (element) =>
    `${element.tagName.toLowerCase()}.${String(element.className || '')
      .split(' ')
      .join('.')}`

  function* textsIn(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.data.trim() !== '' && isShown(node.parentElement)) yield node
    }
  }

  function boxesOf(node) {
    const range = document.createRange()
    range.selectNodeContents(node)
    return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0)
  }

  const hides = (value) => value === 'hidden' || value === 'clip'
  const scrolls = (value) => value === 'auto' || value === 'scroll'

  /** The first ancestor that cuts the box off, or null; what scrolls can be brought into sight. */
  function cutter(node, box) {
    let [x, y] = [true, true]
    for (let at = node.parentElement; at && at !== document.documentElement; at = at.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(at)
      if (isUnseen(at)) return null
      const edge = at.getBoundingClientRect()
      const outX = box.left < edge.left - slackPx || box.right > edge.right + slackPx
      const outY = box.top < edge.top - slackPx || box.bottom > edge.bottom + slackPx
      if ((x && hides(overflowX) && outX) || (y && hides(overflowY) && outY)) return at
      if (scrolls(overflowX)) x = false
      if (scrolls(overflowY)) y = false
      // What is fixed to the screen is not cut by what it stands in.
      if (position === 'fixed') break
    }
    return x && (box.left < -slackPx || box.right > innerWidth + slackPx) ? document.documentElement : null
  }

  window.checks = {
    /** Texts of which a part can never be seen. */
    cutTexts() {
      const cut = []
      for (const node of textsIn(document.body)) {
        const by = boxesOf(node)
          .map((box) => cutter(node, box))
          .find((found) => found !== null)
        if (by) cut.push(`"${words(node.data)}" by ${named(by)}`)
      }
      return [...new Set(cut)]
    },

    /** What makes a page wider than the screen: nothing, where nothing scrolls sideways that should not. */
    sideways() {
      const areas = [document.scrollingElement, ...document.querySelectorAll('.taro_page, .sheet-body')]
      return areas
        .filter((area) => isShown(area) && area.scrollWidth > area.clientWidth + 1)
        .map((area) => {
          const edge = area.getBoundingClientRect().left + area.clientWidth
          const wide = [...area.querySelectorAll('*')].filter(
            (element) => isShown(element) && element.getBoundingClientRect().right > edge + 1,
          )
          return `${named(area)} ${area.scrollWidth} > ${area.clientWidth}: ${wide.slice(0, 3).map(named).join(', ')}`
        })
    },

    /** Places to tap that a finger misses: below 44 × 44 px. */
    smallTargets() {
      const small = [...document.querySelectorAll('button, a[href], input, textarea, select, [role=button]')]
        .filter((element) => isShown(element) && !isUnseen(element))
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.width < 43.5 || box.height < 43.5))
      return small.map(({ element, box }) => {
        const name = element.getAttribute('aria-label') ?? element.textContent ?? ''
        return `${named(element)} "${words(name)}" ${Math.round(box.width)} × ${Math.round(box.height)}`
      })
    },

    /** The page that is in front: Taro keeps those behind it. */
    front() {
      const pages = [...document.querySelectorAll('.taro_page')].filter(isShown)
      return pages[pages.length - 1] ?? document.body
    },

    /** How high the whole of the front page is. */
    height() {
      return Math.ceil(Math.max(window.checks.front().scrollHeight, 0))
    },

    /** How long each frame takes, in ms, while the tallest thing that scrolls in here is scrolled. */
    async framesWhileScrolling(selector, frames) {
      const inside = [...document.querySelectorAll(`${selector}, ${selector} *`)].filter(isShown)
      const tall = inside.reduce((best, each) =>
        each.scrollHeight - each.clientHeight > best.scrollHeight - best.clientHeight ? each : best,
      )
      const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
      const took = []
      let before = await nextFrame()
      for (let frame = 0; frame < frames; frame += 1) {
        tall.scrollTop += 24
        const now = await nextFrame()
        took.push(now - before)
        before = now
      }
      if (tall.scrollTop === 0) throw new Error(`nothing in ${selector} scrolls`)
      return took
    },

    /** Pictures in sight are there, nothing moves. */
    isSettled() {
      const pictures = [...document.images].filter((image) => isShown(image) && isInSight(image))
      const moving = document.getAnimations().filter(({ playState, effect }) => {
        return playState === 'running' && effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY
      })
      const busy = [...document.querySelectorAll('[aria-busy=true]')].filter(isShown)
      return (
        document.querySelector('.page') !== null &&
        pictures.every(({ complete }) => complete) &&
        moving.length === 0 &&
        busy.length === 0
      )
    },
  }
})()
