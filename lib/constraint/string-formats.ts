/** The `format`s of JSON Schema that strings are held to, as regular expressions. */

const day31 = '(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])'
const day30 = '(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)'
/** 29 February is left out, as most years do. */
const day28 = '02-(?:0[1-9]|1\\d|2[0-8])'
const date = `\\d{4}-(?:${day31}|${day30}|${day28})`
const time =
  '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)'
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?'
const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const group = '[\\dA-Fa-f]{1,4}'
const word = "[\\w!#$%&'*+/=?^`{|}~-]{1,20}"
/** Characters of a URI's path; a percent sign begins an escape. */
const pathCharacter = "(?:[\\w.~!$&'()*+,;=:@-]|%[\\dA-Fa-f]{2})"

const stringFormats: Readonly<Record<string, string>> = {
  date,
  time,
  'date-time': `${date}T${time}`,
  duration:
    'P(?:\\d{1,4}W|(?:\\d{1,4}Y(?:\\d{1,4}M(?:\\d{1,4}D)?)?|\\d{1,4}M(?:\\d{1,4}D)?|\\d{1,4}D)(?:T\\d{1,4}H)?|T\\d{1,4}(?:H(?:\\d{1,4}M(?:\\d{1,4}S)?)?|M(?:\\d{1,4}S)?|S))',
  email: `${word}(?:\\.${word}){0,2}@(?:${label}\\.){1,3}[A-Za-z]{2,8}`,
  hostname: `${label}(?:\\.${label}){0,3}`,
  ipv4: `${octet}(?:\\.${octet}){3}`,
  ipv6: `(?:${group}:){7}${group}|(?:${group}:){1,6}:${group}|::(?:${group})?`,
  uri: `[A-Za-z][A-Za-z\\d+.-]{0,10}://(?:${label}\\.){1,3}[A-Za-z]{2,8}(?::\\d{1,4})?(?:/${pathCharacter}*)*(?:\\?${pathCharacter}*)?(?:#${pathCharacter}*)?`,
  uuid: '[\\dA-Fa-f]{8}-[\\dA-Fa-f]{4}-[\\dA-Fa-f]{4}-[\\dA-Fa-f]{4}-[\\dA-Fa-f]{12}',
}

/** The expression of a format; undefined where it is no more than an annotation. */
export function stringFormat(name: unknown): string | undefined {
  return typeof name === 'string' && Object.hasOwn(stringFormats, name)
    ? stringFormats[name]
    : undefined
}
