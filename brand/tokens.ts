/** The colours of `tokens.css`, for what cannot read a stylesheet: icons in data URIs, canvases, antd's theme. */
export const colours = {
  ink: '#16211E',
  'ink-2': '#414C48',
  'ink-3': '#5C6762',
  'ink-4': '#8A918C',
  paper: '#F6F3EC',
  'paper-2': '#EFEAE0',
  card: '#FFFFFF',
  line: '#E5E0D5',
  'line-2': '#CFC8BA',
  field: '#8C8B82',
  pine: '#17473B',
  'pine-d': '#0F332A',
  'pine-m': '#2F6A59',
  'pine-1': '#DDE9E3',
  'pine-0': '#EFF5F1',
  seal: '#B3361D',
  'seal-d': '#8F2813',
  'seal-0': '#FBEEE9',
  amber: '#80540A',
  'amber-0': '#FAF1DC',
  sky: '#23527C',
  'sky-0': '#E8F0F7',
} as const

export type Colour = keyof typeof colours
