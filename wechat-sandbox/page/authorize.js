// In the phone of the sandbox's page: the frame's name says who holds it. Elsewhere one is asked.
const person = /^yizhan-phone:(\w+)$/.exec(window.name)?.[1]
const query = new URLSearchParams(location.search)
if (person) {
  query.set('who', person)
  query.set('phone', '1')
} else query.set('list', '1')
location.replace(`?${query}`)
