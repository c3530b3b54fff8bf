/** Hard texts for tokenizers: scripts, emoji, numbers, contractions, white space, code. */

/** Every character of Unicode's White_Space. */
export const spaces = [
  '\t\n\v\f\r \x85\xa0\u1680',
  '\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a',
  '\u2028\u2029\u202f\u205f\u3000',
].join('')

export const texts: Record<string, string> = {
  english:
    "Alice was beginning to get very tired of sitting by her sister on the bank, and of having nothing to do: once or twice she had peeped into the book her sister was reading, but it had no pictures or conversations in it, 'and what is the use of a book,' thought Alice 'without pictures or conversation?'",
  contractions:
    "I'm you're he's we've they'll I'd don't 'S 'T 'RE 'VE 'M 'LL 'D I'M YOU'RE it''s ''' 'sss 'rex 'velvet 'llama 'd'd'd rock'n'roll \u2019s don\u2019t '\u017f 's's 't't '\n's  's '1 's1",
  numbers:
    '0 1 12 123 1234 3.14159 1,000,000 1e-10 0xFF \u00b2\u00b3\u00b9 \u2070\u2074 \u00bd\u00bc\u00be \u2160\u2161\u2167\u216f \u0661\u0662\u0663 \u0967\u0968\u0969 \u2460\u2461 \u3007\u4e00\u4e8c \uff11\uff12 \u{1d7d8}\u{1d7d9} a1b2c3 1st 2nd x\u00b2 \u{10107}\u{12400}',
  code: 'function f(a, b) {\n    if (a === b) {\n\t\treturn `$\u007ba}` // ok\n    }\n\n\n\treturn a?.b ?? [...c].map(x => x ** 2)\n}\r\n#include <stdio.h>\r\n\tfor(int i=0;i<10;++i){printf("%d\\n",i);}    \n$x = @$_["a"]; <div class="a-b_c">&nbsp;</div> /* ---- */ !== => ::= <<-->>',
  white: ` ${spaces} a ${spaces}b${spaces}${spaces}1  \n\n  \t x\n y\r\n\r\n z   !   \u00e9   \u{1f600}   `,
  almostWhite:
    'a\ufeffb \ufeff\ufeff c\u200bd \u200b \u180e e\u2060f \x1c\x1d\x1e\x1f g\x00h \x7f\x80\x9f i\u00adj \ufeff',
  chinese:
    '\u4eba\u4eba\u751f\u800c\u81ea\u7531,在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。',
  japanese:
    'すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。カタカナ ﾊﾝｶｸ ー々〆',
  korean: '모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. \u1100\u1161\u11a8',
  russian:
    'Все люди рождаются свободными и равными в своём достоинстве и правах. Ёлка, подъезд; щёлк!',
  ukrainian: "Всі люди народжуються вільними і рівними у своїй гідності та правах. П'ять м'ячів.",
  greek: 'Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια. ΠΟΛΥΤΟΝΙΚΌ ᾧ ᾂ',
  arabic: 'يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. مُحَمَّد ـــ ﷺ ١٢٣ \u202babc\u202c',
  hebrew: 'כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. שָׁלוֹם \u200fabc\u200e 123',
  hindi: 'सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। क्षत्रिय १२३',
  bengali: 'সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে।',
  tamil: 'மனிதப் பிறிவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்.',
  thai: 'มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์ ๑๒๓ ฯลฯ',
  burmese: 'လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း',
  khmer: 'មនុស្សទាំងអស់កើតមកមានសេរីភាព និងសមភាព',
  tibetan: 'འགྲོ་བ་མིའི་རིགས་རྒྱུད་ཡོངས་ལ་སྐྱེས་ཙམ་ཉིད་ནས་ཆེ་མཐོངས་དང༌།',
  georgian: 'ყველა ადამიანი იბადება თავისუფალი და თანასწორი. ᲥᲐᲠᲗᲣᲚᲘ',
  armenian: 'Բոլոր մարդիկ ծնվում են ազատ ու հավասար։',
  amharic: 'የሰው ልጅ ሁሉ ሲወለድ ነጻና በክብርና በመብትም እኩልነት ያለው ነው። ፩፪፫',
  cherokee: 'ᏂᎦᏓ ᎠᏂᏴᏫ ᏂᎨᎫᏓᎸᎾ ᎠᎴ ᎤᏂᏠᏱ ꭰꭱ',
  mongolian: 'ᠬᠦᠮᠦᠨ ᠪᠦᠷ ᠲᠥᠷᠥᠵᠦ ᠮᠡᠨᠳᠡᠯᠡᠬᠦ\u180eᠡᠷᠬᠡ',
  vietnamese: 'Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền.',
  turkish: 'Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. İIıi ĞÜŞÖÇ',
  latin: 'Æsir naïve façade Übergröße ſtraße ﬁn ﬀ Ǆ ǅ ª º Ŋ ʔ ʰ ꟸ coöperate crème brûlée',
  combining:
    'e\u0301 n\u0303 Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324 a\u0300\u0301\u0302 \u0301alone 1\u0301 \u20dd',
  emoji:
    '\u{1f600}\u{1f602} \u{1f923}\u{1f44d}\u{1f3fd} \u{1f469}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466} \u{1f3f3}\ufe0f\u200d\u{1f308} \u{1f1fa}\u{1f1f8}\u{1f1e9}\u{1f1ea} 1\ufe0f\u20e3 \u2764\ufe0f a\u{1f600}b 1\u{1f600}2 \u{1fae0}\u{1f9d1}\u{1f3ff}\u200d\u{1f680} \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  astralLetters:
    '\u{1d400}\u{1d401}\u{1d4d0} \u{10400}\u{10428} \u{20000}\u{2a6d6} \u{12000}\u{13000} a\u{1d7ce}\u{1d400}! \u{1e900}',
  symbols:
    '\u2200x\u2208\u211d: \u2308x\u2309 = \u2212\u230a\u2212x\u230b, \u2211\u222b\u221a\u221e \u20ac\u00a3\u00a5 \u2122\u00ae\u00a9 \u2192\u21d2 \u250c\u2500\u2510\u2588 \u266a\u2603 \ufffd \ue000 \u{10ffff} \uffff',
  dots: '.......... ---------- ========== !!!??? ..a..1.. ~`@#$%^&*()_+-={}[]|\\:;"<>,./?',
  special: '<|endoftext|> a<|endoftext|>b <|endoftext|><|endoftext|> <|endoftext <|ENDOFTEXT|>',
  urls: 'https://example.com/a/b?c=d&e=%20f#g mailto:a.b+c@d-e.org C:\\Users\\x ~/y/z_1.tar.gz',
  prototype: '__proto__ constructor toString hasOwnProperty valueOf prototype',
  long: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft antidisestablishmentarianism aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
}

/** Ranges whose neighbours are worth meeting; no surrogates. */
const ranges: [number, number][] = [
  [0x20, 0x7e],
  [0x61, 0x7a],
  [0, 0x24f],
  [0x20, 0x20],
  [0x9, 0xd],
  [0x300, 0x52f],
  [0x590, 0x6ff],
  [0x900, 0x97f],
  [0xe00, 0xe7f],
  [0x2000, 0x206f],
  [0x2070, 0x218f],
  [0x2190, 0x2bff],
  [0x3000, 0x30ff],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xfe00, 0xffff],
  [0x1f300, 0x1faff],
  [0x1d400, 0x1d7ff],
  [0x0, 0xd7ff],
  [0x10000, 0x10ffff],
]

/** Text of runs of characters from random ranges: well-formed, of about `length` characters. */
export function randomText(random: (limit: number) => number, length: number): string {
  let text = ''
  for (let made = 0; made < length; ) {
    const [low, high] = ranges[random(ranges.length)]!
    for (let run = 1 + random(8); run > 0; run--, made++) {
      text += String.fromCodePoint(low + random(high - low + 1))
    }
    if (random(4) === 0) text += ["'s", "'re", "'ll", "'", '  ', ' ', '\n'][random(7)]
  }
  return text
}
