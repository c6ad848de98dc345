const names = [
  'role',
  'label',
  'hidden',
  'disabled',
  'checked',
  'selected',
  'expanded',
  'modal',
  'live',
  'busy',
  'invalid',
  'valuenow',
  'valuemin',
  'valuemax',
]

module.exports = {
  components: ['View', 'Text', 'Image', 'Input', 'Textarea', 'Button', 'ScrollView'],
  attributes: Object.fromEntries(names.map((name) => [`aria-${name}`, ''])),
}
